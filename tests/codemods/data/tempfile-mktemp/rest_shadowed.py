from elsewhere import mktemp, tempfile

path = mktemp()
open(path, "w").close()
other = tempfile.mktemp()
open(other, "w").close()
