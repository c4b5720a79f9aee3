async def load(path, rows):
    with open(path) as textFile:
        firstLine, *moreLines = textFile
    for rowNumber, (colName, _) in enumerate(rows):
        totalSize: int = rowNumber
        totalSize += 1
    async for nextRow in rows:
        print(nextRow)
    if (lastRow := rows[-1]) and any((foundOne := row) for row in rows):
        del firstLine
    return [eachRow for eachRow in rows if eachRow], lastRow, foundOne, {"rowNumber": colName}
# output
async def load(path, rows):
    with open(path) as text_file:
        first_line, *more_lines = text_file
    for row_number, (col_name, _) in enumerate(rows):
        total_size: int = row_number
        total_size += 1
    async for next_row in rows:
        print(next_row)
    if (last_row := rows[-1]) and any((found_one := row) for row in rows):
        del first_line
    return [each_row for each_row in rows if each_row], last_row, found_one, {"rowNumber": col_name}
