class Store:
    def expired(self, now):
        with self._lock:
            # What nobody has asked for of late.
            expired_keys = []

            # oldest first
            for key, timestamp in self._timestamps_by_key.items():
                if (now - timestamp).total_seconds() > self.lifetime_in_seconds:
                    expired_keys.append(key)

            return expired_keys

    def others(self):
        found = []

        for key in self._timestamps_by_key:
            if key not in self.expired(0):
                found.append(self.lookup(key, "of the others"))

        return found
# output
class Store:
    def expired(self, now):
        with self._lock:
            # What nobody has asked for of late.

            # oldest first
            expired_keys = [
                key
                for key, timestamp in self._timestamps_by_key.items()
                if (now - timestamp).total_seconds() > self.lifetime_in_seconds
            ]

            return expired_keys

    def others(self):
        found = [
            self.lookup(key, "of the others")
            for key in self._timestamps_by_key
            if key not in self.expired(0)
        ]

        return found
