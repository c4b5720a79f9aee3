from paramiko import SSHClient, WarningPolicy
from paramiko.client import AutoAddPolicy

ssh = SSHClient()
ssh.load_system_host_keys("known_hosts")
ssh.set_missing_host_key_policy(
    WarningPolicy
)


class Machine:
    def open(self):
        self.ssh.set_missing_host_key_policy(policy=AutoAddPolicy())
        self.ssh.load_system_host_keys()
# output
from paramiko import RejectPolicy, SSHClient

ssh = SSHClient()
ssh.load_system_host_keys("known_hosts")
ssh.set_missing_host_key_policy(
    RejectPolicy
)


class Machine:
    def open(self):
        self.ssh.set_missing_host_key_policy(policy=RejectPolicy())
        self.ssh.load_system_host_keys()
