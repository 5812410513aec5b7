"""What the machine needs to run a site: systemd units and an nginx block, as text to paste."""

from pathlib import Path
from urllib.parse import urlsplit

WEB = """# /etc/systemd/system/hunar-web.service
[Unit]
Description=Hunar web
After=network.target

[Service]
User=hunar
WorkingDirectory={root}
EnvironmentFile={environment}
ExecStart={python} -m gunicorn lms.project.wsgi --bind 127.0.0.1:8000 --workers 3 --threads 4
Restart=on-failure
PrivateTmp=true
NoNewPrivileges=true
ProtectSystem=full

[Install]
WantedBy=multi-user.target
"""

WORKER = """# /etc/systemd/system/hunar-worker@.service  (start hunar-worker@default and hunar-worker@media)
[Unit]
Description=Hunar worker for the queue %i
After=network.target

[Service]
User=hunar
WorkingDirectory={root}
EnvironmentFile={environment}
ExecStart={python} manage.py work --queues %i
Restart=on-failure
KillMode=control-group
PrivateTmp=true
NoNewPrivileges=true
ProtectSystem=full

[Install]
WantedBy=multi-user.target
"""

NIGHTLY = """# /etc/systemd/system/hunar-nightly.service and hunar-nightly.timer
[Unit]
Description=Hunar, once a night: roles that ended, unfinished uploads, unheld files, notices of the day, links

[Service]
Type=oneshot
User=hunar
WorkingDirectory={root}
EnvironmentFile={environment}
ExecStart={python} manage.py rebuild_groups
ExecStart={python} manage.py sweep_uploads
ExecStart={python} manage.py sweep_files
ExecStart={python} manage.py clearsessions
ExecStart={python} manage.py send_notices
ExecStart={python} manage.py check_links

# the timer
[Timer]
OnCalendar=*-*-* 03:00
Persistent=true

[Install]
WantedBy=timers.target
"""

NGINX = """# /etc/nginx/sites-available/hunar
server {{
    listen 443 ssl;
    server_name {host};
    # ssl_certificate and ssl_certificate_key: as your certificate authority gave them
    client_max_body_size 4g;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-For $remote_addr;
    location / {{
        proxy_pass http://127.0.0.1:8000;
    }}
    # Recordings arrive in pieces that are kept as they come, and are checked before the last one is answered.
    location /recordings/uploads/ {{
        client_max_body_size 0;
        proxy_request_buffering off;
        proxy_read_timeout 10m;
        proxy_pass http://127.0.0.1:8000;
    }}
    # Used when .env says HUNAR_ACCEL_PREFIX=/hunar-content and nginx may read the folder.
    location /hunar-content/ {{
        internal;
        alias {data}/content/;
    }}
}}
"""


TEXTS = (WEB, WORKER, NIGHTLY, NGINX)


def machine_texts(*, root: Path, python: str, data: Path, public_url: str, environment: Path | None = None) -> str:
    """The texts, filled in for this machine; ``environment`` is the file `start` wrote, usually ``.env``."""
    host = urlsplit(public_url).hostname or ""
    known = {"root": root, "python": python, "data": data, "host": host, "environment": environment or root / ".env"}
    return "\n".join(text.format(**known) for text in TEXTS)
