# /// script
# dependencies = ["flask==1.0.0"]
# ///
print(1)
