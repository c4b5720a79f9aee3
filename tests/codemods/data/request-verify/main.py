import requests

if __name__ == "__main__":
    print(requests.get("https://pypi.org/", verify=False).text)
# output
import requests

if __name__ == "__main__":
    print(requests.get("https://pypi.org/").text)
