import itsdangerous2, jmespath2, markupsafe, s3transfer, werkzeug
