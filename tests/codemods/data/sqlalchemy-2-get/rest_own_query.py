from sqlalchemy.orm import sessionmaker

Make = sessionmaker(query_cls=Caching)
session = Make()
found = session.query(User).get(1)
