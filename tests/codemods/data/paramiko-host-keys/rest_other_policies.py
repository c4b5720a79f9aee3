import paramiko
from ours import AutoAddPolicy


class Ask(paramiko.MissingHostKeyPolicy):
    pass


client = paramiko.SSHClient()
client.load_system_host_keys()
client.set_missing_host_key_policy(AutoAddPolicy())
client.set_missing_host_key_policy(Ask())
client.set_missing_host_key_policy(paramiko.RejectPolicy())
client.set_missing_host_key_policy(policy)
