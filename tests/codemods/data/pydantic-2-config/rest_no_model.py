class Cart:
    class Config:
        orm_mode = True


class Config:
    orm_mode = True
