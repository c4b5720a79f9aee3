import zoneinfo

from prophet import Prophet

print(zoneinfo.ZoneInfo("UTC"), Prophet)
