import mock
