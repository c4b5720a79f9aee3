def load(path):
    answer = input("path? ")
    if not answer:
        print("Error: no path")
