# /// script
# dependencies = ["flask==2.5.0"]
# ///
print(1)
