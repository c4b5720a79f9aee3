from ours import make_response


def login(response, token):
    response.set_cookie("token", token)
    make_response("ok").set_cookie("token", token)
    browser.set_cookie("sid", token)
