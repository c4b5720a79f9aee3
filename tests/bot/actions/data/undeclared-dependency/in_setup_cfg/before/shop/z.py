import zzz
