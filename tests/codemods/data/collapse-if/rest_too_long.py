def f(a, b):
    if a.some_attribute_with_a_long_name == b.another_attribute:
        if b.some_attribute_with_a_long_name:
            return 1
