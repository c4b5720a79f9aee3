def session(connect):
    connection = connect()
    try:
        yield connection
    except:
        connection.rollback()
