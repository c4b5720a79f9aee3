def greet(user):
    if user is not None:
        if user.is_active:
            print("welcome back")
# output
def greet(user):
    if user is not None and user.is_active:
        print("welcome back")
