def f(a):
    assert [] is not []
    return a is [] or a is {} or a is not {1}
