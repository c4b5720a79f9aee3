def f(x):
    try:
        return x()
    except Exception as error:
        return error
    except:
        return "stopped"
