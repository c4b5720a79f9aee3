def show(names: list):
    for i in range(len(names)):  # pylint: disable=consider-using-enumerate
        print(i, names[i])
