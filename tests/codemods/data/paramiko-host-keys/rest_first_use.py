import paramiko

client = paramiko.SSHClient()
client.load_system_host_keys()
client.load_host_keys("known_hosts")
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
