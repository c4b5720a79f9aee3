names = ["a", "b"]
for i in range(len(names)):
    print(i, names[i])
number = 0
for name in names:
    print(number, name)
    number += 1
