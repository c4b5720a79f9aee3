import ssl

context = ssl.create_default_context()
if legacy:
    context.minimum_version = ssl.TLSVersion.TLSv1
if not verify:
    context.verify_mode = ssl.CERT_NONE
