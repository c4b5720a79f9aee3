def f(items, first_long_name, second_long_name):
    part = items[first_long_name+1:]
    return (first_long_name and second_long_name and first_long_name is not
            second_long_name)
