def a(make):
    Model = make()
    MAX_SIZE = 3
    X_train, y = make()
    dX = kT = 3
    dL_dLoc = 3
    is2D = adjA = sqrtAn = vecE_str = True
    iOSVersion = 1
    __hiddenName = 2
    return adjA, sqrtAn, vecE_str, Model, MAX_SIZE, X_train, dX, kT, is2D, iOSVersion, __hiddenName, dL_dLoc
