import os
import stat

os.chmod("run.sh", 0o755)
os.chmod("run.sh", 0o700)
os.mkdir("data", 0o777)
os.makedirs("data", mode=0o777)
os.open("data", os.O_CREAT, 0o666)
os.chmod("run.sh", os.stat("run.sh").st_mode | stat.S_IXUSR)
os.chmod("run.sh", os.stat("run.sh").st_mode & ~stat.S_IWOTH)
