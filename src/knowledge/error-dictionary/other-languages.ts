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
          /(?:无法解析|未能解析|無法識別這台主機|Невозможно разрешить|не может быть разрешено|n'a pas pu être résolu|não pôde ser resolvido|Nie można rozpoznać nazwy|원격 이름을 확인할 수 없|알려진 호스트가 없|そのようなホストは不明|Este host não é conhecido|Host sconosciuto|Es ist kein derartiger Host bekannt|Der angegebene Host ist unbekannt|不能解析|無法解析|名前解決できません|名前を解決できません|解決できませんでした|не удалось разрешить|не удается разрешить|(?:kann|konnte)[^.]{0,60} nicht aufgelöst|konnte[^.]{0,40} nicht auflösen|[Ii]mpossible de résoudre|[Nn]om ou service inconnu|[Nn]o se (?:pudo|ha podido|puede) resolver|[Nn]ombre o servicio desconocido|[Nn]ão foi possível resolver|[Nn]ome ou serviço desconhecido|[Ii]mpossibile risolvere|[Nn]ie udało się rozwiązać|Der Name oder der Dienst ist nicht bekannt|未知的名称或服务|名前またはサービスが不明です|Этот хост неизвестен|Host desconocido|Hôte inconnu|Unbekannter Host|不知道这样的主机)/i,
        says: LOOKUP_FAILED,
      },
      {
        what: 'refused',
        pattern:
          /Verbindungsaufbau abgelehnt|Verbindung (?:verweigert|abgelehnt)|[Cc]onnexion refusée|[Cc]onexión (?:rehusada|rechazada)|[Cc]onexão recusada|[Cc]onnessione rifiutata|拒绝连接|連線被拒|积极拒绝|接続を拒否|соединении отказано|отверг запрос на подключение|[Pp]ołączenie odrzucone|verweigerte|l'a expressément refusée|denegó expresamente|recusou ativamente|recusaram ativamente|as recusou|Rifiuto persistente|目標電腦拒絕連線|によって拒否されたため|연결을 거부했/,
        says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
      },
      {
        what: 'waited',
        pattern:
          /Zeitüberschreitung|[Dd]élai (?:d'attente )?(?:de la connexion )?(?:est )?dépassé|[Tt]iempo de (?:espera|conexión) (?:agotado|excedido)|[Tt]empo (?:limite|esgotado)[^.]{0,30}|连接超时|操作超时|連線逾時|タイムアウト|接続がタイムアウト|[Вв]ремя ожидания|[Пп]ревышен (?:таймаут|время)|没有正确答复|並未正確回應|Timeout für Vorgang|Zeitlimit für den Vorgang|nicht richtig reagiert hat|n'a pas répondu convenablement|no respondió adecuadamente|não respondeu corretamente|一定の時間を過ぎても正しく応答しなかった|не получен нужный отклик|Risposta non corretta della parte connessa|연결된 구성원으로부터 응답이 없|nie odpowiedziała poprawnie|操作已超时|操作逾時|délai d'attente de l'opération|(?:excedió|terminó) el tiempo de espera|atingiu o tempo limite|Il tempo di attesa|Timeout dell'operazione/,
        says: TIMEOUT,
      },
      {
        what: 'reset',
        pattern:
          /Verbindung wurde (?:vom Kommunikationspartner )?zurückgesetzt|[Cc]onnexion ré-?initialisée|[Cc]onexión reinicializada|强迫关闭了一个现有的连接|连接被(?:对方|对端)重[设置]|接続が(?:相手から)?リセット|разорвал существующее подключение|[Сс]оединение разорвано|vom Remotehost geschlossen|être fermée par l'hôte distant|forzado la interrupción de una conexión existente|forçado o cancelamento de uma conexão existente|リモート ?ホストに強制的に切断|遠端主機已強制關閉|interrotta forzatamente dall'host remoto|원격 호스트에 의해 강제로 끊/,
        says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'download-cut-short'] },
      },
      {
        what: 'unreachable',
        pattern:
          /Netzwerk ist nicht erreichbar|Keine Route zum Zielrechner|[Ll]e réseau n'est pas accessible|[Aa]ucun chemin d'accès|[Ll]a red es inaccesible|网络不可达|没有到主机的路由|ネットワークに到達できません|[Сс]еть недоступна|недоступно[йг][^.]{0,4} (?:сети|хоста)|nicht verfügbare[sn] (?:Netzwerk|Host)|(?:réseau|hôte) impossible à atteindre|(?:red|host) no accesible|向一个无法连接的网络|尝试一个无法连接的主机|到達できない(?:ネットワーク|ホスト)/,
        says: 'tcp.unreachable',
      },
      {
        what: 'certificate',
        pattern:
          /证书(?:颁发|验证|已过期|链|不受信任)[^.]{0,20}|Zertifikat[^.]{0,60}(?:nicht vertraut|ungültig|abgelaufen)|certificat[^.]{0,60}(?:expiré|invalide|n'est pas (?:approuvé|fiable))|証明書[^.]{0,30}|[Сс]ертификат[^.]{0,60}(?:недействител|истек|не (?:является )?доверен)/,
        says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
      },
      {
        what: 'denied',
        pattern:
          /访问权限不允许的方式|aufgrund der Zugriffsrechte des Sockets unzulässig|socket de manière interdite|socket no permitido por sus permisos|アクセス許可で禁じられた方法でソケット|запрещенным правами доступа|soquete de uma maneira que é proibida/,
        says: 'tcp.local-denied',
      },
      {
        what: 'trust',
        pattern:
          /信任关系|建立信任關係|Vertrauensstellung|relation de confiance|relación de confianza|relação de confiança|relazione di trust|信頼関係を確立|доверительные отношения|신뢰 관계/,
        says: { kind: 'tls.unknown-issuer', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
      },
      {
        what: 'broken',
        pattern:
          /(?:基础连接已经关闭|基礎連接已關閉|[Zz]ugrunde liegende Verbindung wurde geschlossen|connexion sous-jacente a été fermée|Se ha terminado la conexión|conexão subjacente estava fechada|Connessione sottostante chiusa|Базовое соединение закрыто|接続が切断されました|기본 연결이 닫혔)/,
        says: { kind: 'tls.closed', findings: ['tls-cut-off', 'tls-version-refused', 'name-filtered-in-tls'], vague: true },
      },
      {
        what: 'status',
        pattern:
          /(?:远程服务器返回(?:了)?错误|遠端伺服器傳回(?:一個)?錯誤|[Rr]emoteserver hat einen Fehler zurückgegeben|serveur distant a retourné une erreur|Error en el servidor remoto|servidor remoto (?:retornou|devolveu) um erro|Errore del server remoto|Удаленный сервер (?:возвратил|вернул) ошибку|リモート ?サーバーがエラーを返しました|원격 서버에서[^.]{0,10}오류)[^(]{0,12}\((?!407)[45]\d\d\)/,
        says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'proxy-refuses-host', 'block-page'] },
      },
      {
        what: 'channel',
        pattern:
          /(?:[Ii]mpossibile creare|[Ii]mpossible de créer|[Nn]o se puede crear|[Nn]ão foi possível criar|[Kk]onnte nicht erstellt|[Нн]е удалось создать|[Нн]е удается создать|未能创建|無法建立|作成できませんでした)[^.]{0,60}SSL\/TLS|konnte kein geschützter SSL\/TLS|(?:geschützte[nr]? )?SSL\/TLS[^.]{0,60}(?:nicht (?:hergestellt|erstellt)|作成できません)/,
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
          /无法连接(?:到)?|無法連線|接続できません|не удается (?:подключиться|установить соединение)|[Ii]mpossible de se connecter|[Nn]o se (?:pudo|puede) conectar|[Kk]ann keine Verbindung|Remoteserver kann nicht hergestellt|[Nn]o es posible conectar|[Ii]mpossível conectar|[Нн]евозможно соединиться|[Ii]mpossibile effettuare la connessione|Nie można połączyć|서버에 연결할 수 없|연결하지 못했/,
        says: NO_CONNECTION,
      },
    ],
  );
