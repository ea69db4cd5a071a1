#!/bin/sh
# Run once by the MySQL image: our user may make databases for tests, by name, and nothing else.
mysql --user=root --password="$MYSQL_ROOT_PASSWORD" <<SQL
CREATE USER IF NOT EXISTS 'paceline'@'%' IDENTIFIED BY '$PACELINE_MYSQL_PASSWORD';
GRANT ALL PRIVILEGES ON \`paceline\`.* TO 'paceline'@'%';
GRANT ALL PRIVILEGES ON \`paceline\\_%\`.* TO 'paceline'@'%';
GRANT PROCESS ON *.* TO 'paceline'@'%';
SQL
