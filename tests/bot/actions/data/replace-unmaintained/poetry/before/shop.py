from backports import zoneinfo
from fbprophet import Prophet

print(zoneinfo.ZoneInfo("UTC"), Prophet)
