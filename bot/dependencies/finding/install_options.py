"""Options of the commands that install packages, as far as readers need them.

https://pip.pypa.io/en/stable/cli/pip_install/
https://docs.astral.sh/uv/reference/cli/
https://pipx.pypa.io/stable/docs/
"""

from __future__ import annotations

VALUED = frozenset("""
    --abi --allow-insecure-host --backend --build --build-option --cache-dir
    --cert --client-cert --color --config-file --config-setting
    --config-settings --config-settings-package --default-index --dest
    --directory --env-file --exclude-newer --exclude-newer-package
    --exists-action --extra --extra-index-url --find-links --fork-strategy
    --global-option --group --implementation --index --index-strategy
    --index-url --install-option --keyring-provider --link-mode --log
    --no-binary --no-binary-package --no-build-isolation-package
    --no-build-package --no-extra --no-group --no-install-package
    --no-sources-package --only-binary --only-group --override --overrides
    --package --pip-args --platform --prefix --prerelease --progress-bar
    --project --proxy --pypi-url --python --python-platform --python-version
    --refresh-package --reinstall-package --report --requirements-from-script
    --resolution --retries --root --src --suffix --target --timeout
    --torch-backend --trusted-host --upgrade-package --upgrade-strategy
    --uploaded-prior-to --use-deprecated --use-feature --wheel-dir -C -P -b -d
    -f -i -p -t -w
    """.split())  # noqa: SIM905  # a list would take a screen
"""Options whose value says nothing of what is installed."""

REQUIREMENTS = frozenset({"--from", "--preinstall", "--spec", "--with"})
"""Options whose value is a requirement; uv also takes several, with commas."""

FILES = frozenset({"-r", "--requirement", "--requirements", "--with-requirements"})
CONSTRAINTS = frozenset(
    {
        "-c",
        "--build-constraint",
        "--build-constraints",
        "--constraint",
        "--constraints",
    }
)
EDITABLE = frozenset({"-e", "--editable", "--with-editable"})

MEANT = REQUIREMENTS | FILES | CONSTRAINTS | EDITABLE
"""All options whose value is to be read."""

FLAGS = frozenset("""
    --all-extras --break-system-packages --check-build-dependencies --compile
    --compile-bytecode --debug --disable-pip-version-check --dry-run --exact
    --fetch-missing-python --force --force-reinstall --global --ignore-installed
    --ignore-requires-python --include-apps --include-deps --isolated
    --managed-python --native-tls --no-build --no-build-isolation --no-cache
    --no-cache-dir --no-clean --no-color --no-compile --no-config --no-deps
    --no-index --no-input --no-progress --no-python-downloads
    --no-python-version-warning --no-sources --no-use-pep517
    --no-verify-hashes --no-warn-conflicts --no-warn-script-location --offline
    --only-deps --pre --prefer-binary --preview --quiet --refresh --reinstall
    --require-hashes --require-virtualenv --require-venv
    --root-user-action=ignore --strict --system --system-site-packages
    --system-certs --upgrade --use-pep517 --user --verbose --verify-hashes
    -I -U -q -v
    """.split())  # noqa: SIM905  # as above
"""Options without a value. Behind an unknown one, a word may be its value."""
