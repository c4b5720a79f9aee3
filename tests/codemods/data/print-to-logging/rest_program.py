def main():
    print("Error: no path")


if __name__ == "__main__":
    main()
