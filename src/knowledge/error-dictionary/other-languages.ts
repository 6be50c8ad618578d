/** Messages in other languages: Windows, glibc, git and wget translate them. Error names and hosts stay the same. */
import { type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

export const otherLanguageEntries = (): ErrorEntry[] =>
  entriesOf(
    'translated',
    {
      rank: 'shared',
      program: 'any program, not in English',
      seen: 'microsoft/vscode #224457; catalogues of glibc, git and wget, documented',
    },
    [
      {
        what: 'unresolved',
        pattern:
          /(?:无法解析|不能解析|無法解析|名前解決できません|名前を解決できません|解決できませんでした|не удалось разрешить|не удается разрешить|(?:kann|konnte)[^.]{0,60} nicht aufgelöst|konnte[^.]{0,40} nicht auflösen|[Ii]mpossible de résoudre|[Nn]om ou service inconnu|[Nn]o se (?:pudo|ha podido|puede) resolver|[Nn]ombre o servicio desconocido|[Nn]ão foi possível resolver|[Nn]ome ou serviço desconhecido|[Ii]mpossibile risolvere|[Nn]ie udało się rozwiązać|Der Name oder der Dienst ist nicht bekannt|未知的名称或服务|名前またはサービスが不明です|Этот хост неизвестен|Host desconocido|Hôte inconnu|Unbekannter Host|不知道这样的主机)/i,
        says: LOOKUP_FAILED,
      },
      {
        what: 'refused',
        pattern:
          /Verbindungsaufbau abgelehnt|Verbindung (?:verweigert|abgelehnt)|[Cc]onnexion refusée|[Cc]onexión (?:rehusada|rechazada)|[Cc]onexão recusada|[Cc]onnessione rifiutata|拒绝连接|連線被拒|积极拒绝|接続を拒否|соединении отказано|отверг запрос на подключение|[Pp]ołączenie odrzucone|verweigerte/,
        says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
      },
      {
        what: 'waited',
        pattern:
          /Zeitüberschreitung|[Dd]élai (?:d'attente )?(?:de la connexion )?(?:est )?dépassé|[Tt]iempo de (?:espera|conexión) (?:agotado|excedido)|[Tt]empo (?:limite|esgotado)[^.]{0,30}|连接超时|操作超时|連線逾時|タイムアウト|接続がタイムアウト|[Вв]ремя ожидания|[Пп]ревышен (?:таймаут|время)|没有正确答复/,
        says: TIMEOUT,
      },
      {
        what: 'reset',
        pattern:
          /Verbindung wurde (?:vom Kommunikationspartner )?zurückgesetzt|[Cc]onnexion ré-?initialisée|[Cc]onexión reinicializada|强迫关闭了一个现有的连接|连接被(?:对方|对端)重[设置]|接続が(?:相手から)?リセット|разорвал существующее подключение|[Сс]оединение разорвано/,
        says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'download-cut-short'] },
      },
      {
        what: 'unreachable',
        pattern:
          /Netzwerk ist nicht erreichbar|Keine Route zum Zielrechner|[Ll]e réseau n'est pas accessible|[Aa]ucun chemin d'accès|[Ll]a red es inaccesible|网络不可达|没有到主机的路由|ネットワークに到達できません|[Сс]еть недоступна/,
        says: 'tcp.unreachable',
      },
      {
        what: 'certificate',
        pattern:
          /证书(?:颁发|验证|已过期|链|不受信任)[^.]{0,20}|Zertifikat[^.]{0,60}(?:nicht vertraut|ungültig|abgelaufen)|certificat[^.]{0,60}(?:expiré|invalide|n'est pas (?:approuvé|fiable))|証明書[^.]{0,30}|[Сс]ертификат[^.]{0,60}(?:недействител|истек|не (?:является )?доверен)/,
        says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
      },
      {
        what: 'channel',
        pattern:
          /(?:[Ii]mpossibile creare|[Ii]mpossible de créer|[Nn]o se puede crear|[Nn]ão foi possível criar|[Kk]onnte nicht erstellt|[Нн]е удалось создать|[Нн]е удается создать|未能创建|無法建立|作成できませんでした)[^.]{0,60}SSL\/TLS|(?:geschützte[nr]? )?SSL\/TLS[^.]{0,60}(?:nicht (?:hergestellt|erstellt)|作成できません)/,
        says: { kind: 'tls.alert', findings: ['tls-version-refused', 'tls-intercepted', 'tls-cut-off'] },
      },
      {
        what: 'disk',
        pattern:
          /Auf dem Gerät ist kein Speicherplatz|Aucun espace disponible sur le périphérique|[Nn]o queda espacio en el dispositivo|设备上没有空间|磁盘空间不足|デバイスに空き領域がありません|[Нн]а устройстве не осталось свободного места/,
        says: { layer: 'disk', means: 'the disk of the machine that printed this is full', findings: [] },
      },
      {
        what: 'unconnected',
        rank: 'outcome',
        pattern:
          /无法连接(?:到)?|無法連線|接続できません|не удается (?:подключиться|установить соединение)|[Ii]mpossible de se connecter|[Nn]o se (?:pudo|puede) conectar|[Kk]ann keine Verbindung/,
        says: NO_CONNECTION,
      },
    ],
  );
