answer = input("> ").strip()
if answer.lower() in [  # leave
    "quit",
    "exit",  # as in a shell
    "q",
]:
    raise SystemExit
print(f"{answer in ['a', 'b', 'c']}")
if (answer.upper() in (["X", "Y", "Z"])) is False:
    print(answer)
# output
answer = input("> ").strip()
if answer.lower() in {  # leave
    "quit",
    "exit",  # as in a shell
    "q",
}:
    raise SystemExit
print(f"{answer in {'a', 'b', 'c'}}")
if (answer.upper() in ({"X", "Y", "Z"})) is False:
    print(answer)
