call("first_argument", "second_argument", third_one)
