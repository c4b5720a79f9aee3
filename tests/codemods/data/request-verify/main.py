import requests

if __name__ == "__main__":
    print(requests.get("https://github.com/", verify=False).text)
# output
import requests

if __name__ == "__main__":
    print(requests.get("https://github.com/").text)
