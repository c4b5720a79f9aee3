import paramiko

client = paramiko.SSHClient()
client.load_system_host_keys()
client.set_missing_host_key_policy()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy(), again)
client.set_missing_host_key_policy(policies[0])
set_missing_host_key_policy(paramiko.AutoAddPolicy())
