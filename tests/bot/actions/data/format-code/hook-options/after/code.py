call(
    'first_argument',
    second_argument,
    third,
)
