if False:
    import win32com

    win32com.x()
