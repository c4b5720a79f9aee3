import fastapi


def common(a):
    print(a)


app = fastapi.FastAPI(dependencies=[fastapi.Depends(common)])
