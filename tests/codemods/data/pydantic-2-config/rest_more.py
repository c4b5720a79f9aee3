from pydantic import BaseModel


class One(BaseModel):
    class Config:
        json_loads = loads


class Two(BaseModel):
    class Config(One):
        orm_mode = True


class Three(BaseModel):
    class Config:
        orm_mode = True  # rows of the database


class Four(BaseModel):
    class Config:
        @staticmethod
        def schema_extra(schema, model):
            pass


class Five(BaseModel):
    class Config:
        schema_extra = function


class Six(BaseModel):
    class Config:
        smart_union = True
