/**
 * What typed commands do. First entry that fits a command decides for it; the worst of a line's commands decides for
 * the line. A command in no entry is caution: it runs code that nobody here knows.
 */
import type { Category, Risk } from '../../protocol/verdict.ts';

export interface CommandRule {
  readonly id: string;
  /** Names of the program, without its folder. */
  readonly run: readonly string[];
  /** First argument that is not an option, when the entry is about one subcommand. */
  readonly sub?: readonly string[];
  /** Any of these among the arguments (exact, or `-x` inside a group of short options). */
  readonly args?: readonly string[];
  /** Any of these among the words that are no options, wherever it stands; `x-*` for what begins so. */
  readonly verb?: readonly string[];
  readonly risk: Risk;
  readonly category: Category;
  readonly why: string;
}

const c = (
  id: string,
  run: string,
  risk: Risk,
  category: Category,
  why: string,
  more: { sub?: string; args?: string; verb?: string } = {},
): CommandRule => ({
  id,
  run: run.split(' '),
  risk,
  category,
  why,
  ...(more.sub === undefined ? {} : { sub: more.sub.split(' ') }),
  ...(more.args === undefined ? {} : { args: more.args.split(' ') }),
  ...(more.verb === undefined ? {} : { verb: more.verb.split(' ') }),
});

// prettier-ignore
export const COMMANDS: readonly CommandRule[] = [
  // ---- asks for help, changes nothing
  c('cmd-help', '*', 'safe', 'none', 'only prints help or a version', { args: '--help --version --dry-run' }),
  c('cmd-try-run', 'rsync make', 'safe', 'none', 'only says what it would do', { args: '-n' }),
  c('cmd-windows-help', 'del erase rd ri format shutdown copy xcopy move ren diskpart robocopy', 'safe', 'none', 'only prints help', { args: '/?' }),
  // ---- disks
  c('cmd-mkfs', 'mkfs mkfs.* mke2fs mkswap wipefs blkdiscard cryptsetup-reencrypt mkntfs mkdosfs newfs', 'destructive', 'format_disk', 'creates a file system and loses what was on the device'),
  c('cmd-dd', 'dd', 'destructive', 'format_disk', 'writes raw blocks over whatever is at its output', { }),
  c('cmd-parted-list', 'fdisk sfdisk gdisk parted sgdisk', 'safe', 'none', 'lists partitions', { args: '-l --list print' }),
  c('cmd-parted', 'fdisk sfdisk gdisk sgdisk parted cfdisk', 'destructive', 'format_disk', 'changes the partition table'),
  c('cmd-luks', 'cryptsetup', 'destructive', 'format_disk', 'formats or erases an encrypted volume', { sub: 'luksFormat erase luksErase reencrypt' }),
  c('cmd-lvm', 'lvremove vgremove pvremove lvreduce zpool zfs btrfs mdadm', 'destructive', 'format_disk', 'removes or shrinks volumes', { }),
  // ---- deleting
  c('cmd-rm', 'rm rmdir unlink shred srm del erase rd', 'destructive', 'delete', 'deletes files without a trash'),
  c('cmd-find-delete', 'find fd', 'destructive', 'delete', 'deletes what it finds', { args: '-delete --delete' }),
  c('cmd-trash', 'trash trash-put gvfs-trash', 'caution', 'delete', 'moves files to the trash'),
  c('cmd-gio-trash', 'gio', 'caution', 'delete', 'moves files to the trash', { sub: 'trash' }),
  c('cmd-gio-remove', 'gio', 'destructive', 'delete', 'deletes files', { sub: 'remove rm' }),
  c('cmd-truncate', 'truncate', 'destructive', 'overwrite', 'cuts files off'),
  c('cmd-rsync-delete', 'rsync', 'destructive', 'delete', 'deletes files at the destination', { args: '--delete --delete-after --delete-before --delete-excluded --remove-source-files' }),
  c('cmd-crontab-r', 'crontab', 'destructive', 'delete', 'removes all scheduled jobs', { args: '-r' }),
  c('cmd-userdel', 'userdel deluser groupdel', 'destructive', 'delete', 'removes an account'),
  c('cmd-db-drop', 'dropdb dropuser', 'destructive', 'delete', 'drops a database or a role'),
  c('cmd-git-destroy', 'git', 'destructive', 'delete', 'throws away work that git does not keep', { sub: 'clean' }),
  c('cmd-gone-git', 'git', 'destructive', 'delete', 'throws away changes or branches that nothing else keeps', { sub: 'checkout restore', args: '-- . -f --force --worktree' }),
  c('cmd-git-drop', 'git', 'destructive', 'delete', 'drops commits, branches or what was put aside', { sub: 'stash branch tag reflog update-ref', args: 'drop clear -D -d --delete expire' }),
  c('cmd-tar-remove', 'tar zip 7z', 'destructive', 'delete', 'removes the files after it packed them', { args: '--remove-files --move -sdel' }),
  c('cmd-keys-delete', 'gpg gpg2', 'destructive', 'credentials', 'deletes keys', { args: '--delete-key --delete-keys --delete-secret-key --delete-secret-keys --delete-secret-and-public-key' }),
  c('cmd-sort-over', 'sort', 'destructive', 'overwrite', 'writes over the file that is named', { args: '-o --output' }),
  // ---- clouds, clusters, backups, stores: the verb may stand after the kind of thing (`compute instances delete`)
  c('cmd-cloud-look', 'docker podman', 'safe', 'none', 'only shows containers, images or logs', { sub: 'ps images logs inspect version info stats top history search port diff events' }),
  c('cmd-cluster-look', 'kubectl oc helm', 'safe', 'none', 'only shows the cluster', { sub: 'get describe logs version cluster-info top explain api-resources list status history search show' }),
  c('cmd-plan-look', 'terraform tofu pulumi', 'safe', 'none', 'only says what would change', { sub: 'plan show validate fmt output version preview providers graph' }),
  c('cmd-cloud-delete', 'aws gcloud gsutil az oci doctl hcloud linode-cli ibmcloud openstack heroku fly flyctl vercel netlify firebase wrangler eksctl kubectl oc helm pulumi vagrant nomad consul vault etcdctl multipass lxc incus', 'destructive', 'delete', 'deletes or stops what runs or is kept elsewhere', { verb: 'rm rb rmi del delete destroy remove purge uninstall terminate terminate-instances stop-instances undeploy drop erase wipe down cleanup apps:destroy pg:reset delete-*' }),
  c('cmd-backup-drop', 'restic borg borgmatic duplicity kopia rdiff-backup snapper timeshift bup', 'destructive', 'delete', 'deletes backups', { verb: 'forget prune delete purge remove remove-older-than remove-all-but-n-full --delete --delete-all --remove-older-than compact' }),
  c('cmd-store-flush', 'redis-cli valkey-cli memcached-tool', 'destructive', 'delete', 'deletes what the store keeps', { verb: 'flushall flushdb del unlink FLUSHALL FLUSHDB DEL UNLINK flush' }),
  c('cmd-docker-rm', 'docker podman', 'destructive', 'delete', 'removes containers, images or volumes', { sub: 'rm rmi prune kill stop' }),
  c('cmd-docker-part', 'docker podman', 'destructive', 'delete', 'removes containers, images or volumes', { sub: 'system volume image container network builder buildx compose', args: 'prune rm remove down kill' }),
  c('cmd-kubectl-delete', 'kubectl oc', 'destructive', 'delete', 'deletes cluster objects', { sub: 'delete drain' }),
  c('cmd-terraform', 'terraform tofu', 'destructive', 'delete', 'creates or destroys infrastructure', { sub: 'destroy apply' }),
  c('cmd-virsh', 'virsh', 'destructive', 'power', 'stops or removes a virtual machine', { sub: 'destroy undefine shutdown reboot reset' }),
  // ---- PowerShell and the command prompt of Windows
  c('cmd-windows-disk', 'Format-Volume Clear-Disk Initialize-Disk Remove-Partition format diskpart', 'destructive', 'format_disk', 'writes a disk or its partitions'),
  c('cmd-windows-delete', 'Remove-Item ri Clear-Content Clear-RecycleBin Remove-LocalUser Remove-VM', 'destructive', 'delete', 'deletes without the recycle bin'),
  c('cmd-windows-power', 'Stop-Computer Restart-Computer Stop-VM', 'destructive', 'power', 'stops or restarts the computer'),
  c('cmd-windows-kill', 'Stop-Process spps', 'destructive', 'close_unsaved', 'ends programs with whatever they had not saved'),
  c('cmd-windows-look', 'Get-ChildItem gci Get-Content Get-Process Get-Service Get-Location Get-Date Get-Help Select-String Set-Location Write-Output Write-Host ipconfig systeminfo tasklist cls ver', 'safe', 'none', 'only shows something'),
  // ---- power and processes
  c('cmd-power', 'shutdown reboot poweroff halt init telinit', 'destructive', 'power', 'stops or restarts the computer'),
  c('cmd-systemctl-power', 'systemctl loginctl', 'destructive', 'power', 'stops or restarts the computer or a session', { sub: 'reboot poweroff halt kexec suspend hibernate isolate rescue emergency terminate-session terminate-user kill-session' }),
  c('cmd-kill', 'kill killall pkill xkill skill taskkill', 'destructive', 'close_unsaved', 'ends programs with whatever they had not saved'),
  c('cmd-logout', 'logout exit', 'caution', 'close_unsaved', 'ends the session in this terminal'),
  // ---- sending
  c('cmd-git-push-force', 'git', 'destructive', 'send_publish', 'replaces what others have in the shared repository', { sub: 'push', args: '--force -f --force-with-lease --mirror --delete --prune' }),
  c('cmd-git-push', 'git hg svn', 'destructive', 'send_publish', 'publishes commits to others', { sub: 'push send-email commit!svn' }),
  c('cmd-publish', 'npm yarn pnpm cargo twine gem poetry', 'destructive', 'send_publish', 'publishes a package to everybody', { sub: 'publish upload push unpublish yank' }),
  c('cmd-gh', 'gh glab', 'destructive', 'send_publish', 'posts to a shared project', { sub: 'pr issue release gist' }),
  c('cmd-docker-push', 'docker podman', 'destructive', 'send_publish', 'publishes an image', { sub: 'push' }),
  c('cmd-mail', 'mail mailx sendmail mutt msmtp swaks wall write telegram-send fpaste pastebinit', 'destructive', 'send_publish', 'sends text to others'),
  c('cmd-report', 'abrt-cli ubuntu-bug apport-bug bugz reportbug', 'destructive', 'send_publish', 'sends a report to others'),
  c('cmd-curl-send', 'curl wget http https', 'destructive', 'send_publish', 'sends data to a server', { args: '-d --data --data-binary --data-raw -F --form -T --upload-file --post-data --post-file POST PUT DELETE -XPOST -XPUT -XDELETE' }),
  c('cmd-copy-out', 'scp sftp ftp rclone', 'caution', 'send_publish', 'copies files to or from another computer'),
  // ---- overwriting
  c('cmd-git-reset', 'git', 'destructive', 'overwrite', 'replaces the files of the working tree', { sub: 'reset', args: '--hard --merge' }),
  c('cmd-git-checkout', 'git', 'caution', 'overwrite', 'may replace changed files of the working tree', { sub: 'checkout restore stash rebase filter-branch gc reset' }),
  c('cmd-move-force', 'mv cp ln', 'destructive', 'overwrite', 'replaces existing files by force', { args: '-f --force' }),
  c('cmd-move', 'mv rename install move ren', 'caution', 'overwrite', 'moves files, over existing ones without asking'),
  c('cmd-copy', 'cp ln copy xcopy robocopy', 'caution', 'overwrite', 'writes files, over existing ones without asking'),
  c('cmd-tee', 'tee sponge', 'caution', 'overwrite', 'writes its input over a file'),
  c('cmd-sed-i', 'sed perl', 'destructive', 'overwrite', 'changes files in place; what stood there is gone', { args: '-i --in-place -pi' }),
  c('cmd-tar', 'unzip tar 7z', 'caution', 'overwrite', 'unpacks over existing files', { args: '-x -xf -xzf -xvf x -o --overwrite xf xzf xvf' }),
  // ---- software
  c('cmd-dnf-query', 'apt apt-get apt-cache dnf dnf5 yum zypper pacman rpm dpkg flatpak snap brew pip pip3 npm', 'safe', 'none', 'only looks packages up', { sub: 'search list show info policy repolist history check-update provides repoquery whatprovides -qa -q -qi -l -ss -Ss -Q -Qs view outdated ls depends' }),
  c('cmd-packages', 'apt apt-get aptitude dnf dnf5 yum zypper pacman rpm dpkg flatpak snap brew pip pip3 npm pnpm yarn cargo gem go rpm-ostree pkcon emerge apk nix-env winget choco port guix', 'caution', 'install_remove', 'installs, updates or removes software'),
  // ---- permissions and security
  c('cmd-chmod', 'chmod chown chgrp setfacl chattr chcon', 'caution', 'permission_grant', 'changes who may read and write files'),
  c('cmd-security', 'iptables nft ufw firewall-cmd setenforce semanage setsebool visudo usermod useradd adduser groupadd gpasswd update-ca-trust authconfig authselect ssh-copy-id hostnamectl timedatectl nmcli ip ifconfig resolvectl chsh', 'caution', 'settings_security', 'changes accounts, network or protection of the system'),
  c('cmd-services', 'systemctl service rc-service', 'caution', 'settings_security', 'starts, stops or changes system services', { sub: 'start stop restart reload enable disable mask unmask edit set-default daemon-reload try-restart' }),
  c('cmd-services-look', 'systemctl service journalctl loginctl', 'safe', 'none', 'only shows the state of services'),
  c('cmd-settings', 'gsettings dconf kwriteconfig5 kwriteconfig6 sysctl localectl update-alternatives mount umount swapoff modprobe rmmod', 'caution', 'settings_security', 'changes a setting of the system'),
  c('cmd-password', 'passwd chpasswd htpasswd gpg openssl ssh-keygen pass secret-tool keyring security', 'caution', 'credentials', 'works with passwords or keys'),
  // ---- running other code
  c('cmd-eval', 'eval source . exec bash sh zsh dash fish python python3 perl ruby node php xargs parallel nohup setsid make ansible ansible-playbook powershell pwsh iex', 'caution', 'shell', 'runs code that the command line does not show'),
  c('cmd-remote', 'ssh telnet mosh rsh', 'caution', 'shell', 'opens a session on another computer'),
  c('cmd-fetch-file', 'curl wget aria2c', 'caution', 'shell', 'saves a file from the network', { args: '-o -O --output --remote-name --output-document' }),
  c('cmd-fetch-show', 'curl', 'safe', 'none', 'shows what is at an address, like opening a page'),
  c('cmd-fetch', 'wget aria2c', 'caution', 'shell', 'saves a file from the network'),
  c('cmd-git-look', 'git', 'safe', 'none', 'only shows the repository', { sub: 'status log diff show branch remote blame fetch config add commit tag init clone pull describe grep ls-files' }),
  c('cmd-look', 'ls dir ll la cd pwd cat bat less more head tail echo printf which whereis type whoami id date cal uptime uname hostname df du free ps top htop btop env printenv man info apropos history clear reset grep egrep rg ag awk cut sort uniq wc tr diff cmp file stat lsblk blkid lsusb lspci lscpu lsmod dmesg w who last groups tree basename dirname realpath readlink test true false seq sleep tput alias export set unset pushd popd jobs fg bg watch find fd locate ping traceroute dig nslookup host mkdir touch nano vim vi emacs gedit kate kwrite xdg-open open code sed tar bc expr md5sum sha256sum neofetch fastfetch screenfetch ss netstat lsof nproc arch tty stty column fold fmt jq yq xclip firefox chromium glxinfo xrandr rpmquery', 'safe', 'none', 'only shows something or opens a program'),
];

/** Programs that run the command after them; what they run is judged, and the risk is at least caution for those that raise rights. */
export const RUNNERS: Readonly<Record<string, 'rights' | 'plain'>> = {
  sudo: 'rights',
  doas: 'rights',
  su: 'rights',
  pkexec: 'rights',
  runuser: 'rights',
  kdesu: 'rights',
  gksu: 'rights',
  nohup: 'plain',
  time: 'plain',
  nice: 'plain',
  ionice: 'plain',
  env: 'plain',
  timeout: 'plain',
  setsid: 'plain',
  stdbuf: 'plain',
  command: 'plain',
  builtin: 'plain',
  exec: 'plain',
  xargs: 'plain',
  watch: 'plain',
  coproc: 'plain',
  strace: 'plain',
  'systemd-run': 'rights',
  chroot: 'rights',
  then: 'plain',
  do: 'plain',
  else: 'plain',
  if: 'plain',
  while: 'plain',
  '!': 'plain',
};

/** Interpreters: a pipe into one of them runs whatever came through the pipe. */
export const INTERPRETERS = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'fish',
  'ksh',
  'python',
  'python3',
  'perl',
  'ruby',
  'node',
  'php',
  'pwsh',
  'iex',
]);

/** Programs that carry their arguments to other computers. */
export const NETWORK = new Set([
  'scp',
  'sftp',
  'rsync',
  'ftp',
  'curl',
  'wget',
  'nc',
  'ncat',
  'netcat',
  'ssh',
  'mail',
  'mailx',
  'rclone',
  'http',
  'https',
]);

/** Files whose content is a secret. */
export const SECRET_FILES =
  /(^|[\s/@=:'"~])(\.ssh\/(?!.*\.pub\b)|\.gnupg|\.aws\/credentials|\.netrc|\.env\b|id_(rsa|dsa|ecdsa|ed25519)(?!\.pub)\b|[\w.-]+\.(pem|key|kdbx|p12|pfx|keystore)\b|(etc\/)?shadow\b|\.password-store|wallet\.dat)/;
