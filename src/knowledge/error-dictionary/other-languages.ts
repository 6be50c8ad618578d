/** Messages in other languages: Windows, glibc, git and wget translate them. Error names and hosts stay the same. */
import { type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

export const otherLanguageEntries = (): ErrorEntry[] =>
  entriesOf(
    'translated',
    {
      rank: 'shared',
      program: 'any program, not in English',
      seen: 'wget 1.21 catalogues; BeyondDimension/SteamTools #1133',
    },
    [
      {
        what: 'unresolved',
        seen: 'glibc 2.36, wget 1.21; azure-docs.ko-kr and six more: data-box-troubleshoot-rest.md; voidstrap #622, FreshRSS #4569, new-pac #483',
        pattern:
          /(?:无法解析(?:主机|服务器)|未能解析此远程名称|無法識別這台主機|無法解析(?:主機|遠端名稱)|Невозможно разрешить удаленное имя|не уда[её]тся разрешить адрес|nom distant n'a pas pu être résolu|nome remoto não pôde ser resolvido|Nie można rozpoznać nazwy zdalnej|원격 이름을 확인할 수 없|알려진 호스트가 없|そのようなホストは不明|Este host não é conhecido|Host sconosciuto|Es ist kein solcher Host bekannt|Der angegebene Host ist unbekannt|(?:リモート名|ホストアドレス)[^。]{0,260}を解決できません|(?:Remotename konnte|Host-Adresse \S{1,260} kann) nicht aufgelöst|impossible de résoudre l['’]adresse de l['’]hôte|Nom ou service inconnu|No se puede resolver el nombre remoto|no se pudo resolver la dirección del equipo|Nombre o servicio desconocido|ão foi possível resolver (?:o nome remoto|endereço de máquina)|Nome ou serviço desconhecido|Impossibile risolvere (?:il nome remoto|l'indirizzo dell'host)|nie udało się rozwiązać adresu hosta|Der Name oder der Dienst ist nicht bekannt|未知的名称或服务|名前またはサービスが不明です|Неизвестное имя или служба|Этот хост неизвестен|Host desconocido(?:\.| \()|Hôte inconnu|Unbekannter Rechner|不知道这样的主机)/i,
        says: LOOKUP_FAILED,
      },
      {
        what: 'refused',
        seen: 'glibc 2.36; sql-docs.zh-tw: mssqlserver-10061; shadowsocks-windows #1890, Jackett #10704, zapret #1026, kabusapi #338',
        pattern:
          /Verbindungsaufbau abgelehnt|[Cc]onnexion refusée|[Cc]onexión rehusada|[Cc]onexão recusada|[Cc]onnessione rifiutata|拒绝连接|連線被拒|积极拒绝|接続を拒否|соединении отказано|отверг запрос на подключение|[Pp]ołączenie odrzucone|Zielcomputer die Verbindung verweigerte|l['’]a expressément refusée|denegó expresamente|as recusou ativamente|Rifiuto persistente del computer|目標電腦拒絕連線|によって拒否されたため|대상 컴퓨터에서 연결을 거부했/,
        says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
      },
      {
        what: 'waited',
        seen: 'glibc 2.36, wget 1.21; PAIR-code/lit #340; the words of Windows for 10060 and 12002, in public source',
        pattern:
          /Wartezeit für die Verbindung ist abgelaufen|Zeitüberschreitung der Verbindung|expiration du délai d['’]attente|Expiró el tiempo de conexión|Tempo esgotado para conexão|连接超时|操作超时|操作已超时|連線逾時|連線超過時間|接続がタイムアウト|[Вв]ремя ожидания (?:соединения |операции )?истекло|Превышен таймаут семафора|没有正确答复|並未正確回應|Timeout für Vorgang|Zeitlimit für den Vorgang wurde erreicht|nicht richtig reagiert hat|n['’]a pas répondu convenablement|no respondió adecuadamente tras|não respondeu corretamente após|一定の時間を過ぎても正しく応答しなかった|не получен нужный отклик|Risposta non corretta della parte connessa|연결된 구성원으로부터 응답이 없|nie odpowiedziała poprawnie po|délai d['’]attente de l['’]opération a expiré|excedió el tiempo de espera de la operación|operação atingiu o tempo limite|Timeout dell['’]operazione/,
        says: TIMEOUT,
      },
      {
        what: 'reset',
        seen: 'glibc 2.36; rustdesk #10359, IIC2233/syllabus-2020-1 #1132; the words of Windows in eight more languages, in public source',
        pattern:
          /Verbindung wurde (?:vom Kommunikationspartner )?zurückgesetzt|[Cc]onnexion ré-?initialisée|[Cc]onexión reinicializada|强迫关闭了一个现有的连接|连接被对方重设|連線被對方重設|接続が相手からリセット|разорвал существующее подключение|[Сс]оединение разорвано|vom Remotehost geschlossen|être fermée par l['’]hôte distant|forzado la interrupción de una conexión existente|forçado o cancelamento de uma conexão existente|リモート ?ホストに強制的に切断|遠端主機已強制關閉|interrotta forzatamente dall['’]host remoto|원격 호스트에 의해 강제로 끊/,
        says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'download-cut-short'] },
      },
      {
        what: 'unreachable',
        seen: 'glibc 2.36; the words of Windows for 10051 and 10065, in public source',
        pattern:
          /Netzwerk ist nicht erreichbar|Keine Route zum Zielrechner|[Ll]e réseau n['’]est pas accessible|[Aa]ucun chemin d['’]accès pour atteindre|[Ll]a red es inaccesible|网络不可达|没有到主机的路由|ネットワークに届きません|[Сс]еть недоступна|на сокете (?:при отключ[её]нной сети|для недоступного хоста)|(?:réseau|hôte) impossible à atteindre|socket en (?:una red|un host) no accesible|向一个无法连接的网络|尝试一个无法连接的主机|到達できない(?:ネットワーク|ホスト)(?:で|に対して)/,
        says: 'tcp.unreachable',
      },
      {
        what: 'certificate',
        pattern:
          /(?:Zertifikat von \S{1,260} (?:ist abgelaufen|wird nicht vertraut|hat keinen bekannten)|certificat de \S{1,260} (?:a expiré|n['’]est pas (?:de confiance|d['’]un émetteur))|certificat (?:émis )?a expiré|证书(?:颁发者未知|不可信|已经过期)|憑證(?:沒有已知的發行者|不受信任|已經到期)|証明書(?:は信用されません|の発行者が不明|は失効して)|Неизвестный издатель сертификата|Нет доверия сертификату|действия сертификата (?:\S{1,260} )?ист[её]к)/,
        says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
      },
      {
        what: 'denied',
        seen: 'the words of Windows for 10013 in seven languages, in public source',
        pattern:
          /访问权限不允许的方式|aufgrund der Zugriffsrechte des Sockets unzulässig|socket de manière interdite|socket no permitido por sus permisos|アクセス許可で禁じられた方法でソケット|запрещенным правами доступа|soquete de uma maneira que é proibida/,
        says: 'tcp.local-denied',
      },
      {
        what: 'trust',
        seen: 'azure-docs.it-it and .ru-ru: connector-troubleshoot-guide.md; blog.csdn.net 123380580, gist.github.com relyky 1b4e562b',
        pattern:
          /安全通道(?:建立|的)信任关系|安全通道(?:建立|的)信任關係|Vertrauensstellung für den geschützten SSL|SSL\/TLS-Kanal konnte keine Vertrauensstellung|relation de confiance pour le canal|relación de confianza para el canal|relação de confiança para o canal|relazione di trust per il canale|信頼関係を確立できません|доверительные отношения для защищенного канала|채널에 대한 (?:트러스트|신뢰) 관계/,
        says: { kind: 'tls.unknown-issuer', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
      },
      {
        what: 'broken',
        seen: 'azure-docs.it-it and .ru-ru: connector-troubleshoot-guide.md; blog.csdn.net 123380580, gist.github.com relyky 1b4e562b',
        pattern:
          /(?:基础连接已经关闭|基礎連接已關閉|[Zz]ugrunde liegende Verbindung wurde geschlossen|connexion sous-jacente a été fermée|Se ha terminado la conexión:|conexão subjacente estava fechada|Connessione sottostante chiusa|Базовое соединение закрыто|接続が切断されました: (?:送信|受信)時|基になる接続が閉じられました|기본 연결이 닫혔)/,
        says: { kind: 'tls.closed', findings: ['tls-cut-off', 'tls-version-refused', 'name-filtered-in-tls'], vague: true },
      },
      {
        what: 'status',
        seen: 'azure-docs.it-it and .ru-ru: connector-troubleshoot-guide.md; microsoft/vcpkg #1130, gmasterscm/tour #3',
        pattern:
          /(?:远程服务器返回(?:了)?错误|遠端伺服器傳回(?:一個)?錯誤|[Rr]emoteserver hat einen Fehler zurückgegeben|serveur distant a retourné une erreur|Error en el servidor remoto|servidor remoto (?:retornou|devolveu) um erro|Errore del server remoto|Удаленный сервер (?:возвратил|вернул) ошибку|リモート ?サーバーがエラーを返しました|원격 서버에서)[^(]{0,12}\((?!407)[45]\d\d\)/,
        says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'proxy-refuses-host', 'block-page'] },
      },
      {
        what: 'channel',
        seen: 'blog.csdn.net 121249532, pastebin.com UXCXVByr; the words of .NET in seven more languages, in public source',
        pattern:
          /Impossibile creare un canale sicuro SSL|Impossible de créer un canal sécurisé SSL|No se puede crear un canal seguro SSL|ão foi possível criar (?:um|o) canal seguro (?:para )?SSL|Не удалось создать защищенный канал SSL|未能创建 SSL\/TLS|無法建立 SSL\/TLS 的安全通道|konnte kein geschützter SSL\/TLS|SSL\/TLS の[^。]{0,40}チャネルを作成できません/,
        says: { kind: 'tls.alert', findings: ['tls-version-refused', 'tls-intercepted', 'tls-cut-off'] },
      },
      {
        what: 'disk',
        seen: 'glibc 2.36; 磁盘空间不足 is what Windows says for os error 112',
        pattern:
          /Auf dem Gerät ist kein Speicherplatz|Aucun espace disponible sur le périphérique|[Nn]o queda espacio en el dispositivo|设备上没有空间|磁盘空间不足|デバイスに空き領域がありません|[Нн]а устройстве не осталось свободного места/,
        says: { layer: 'disk', means: 'the disk of the machine that printed this is full', findings: [] },
      },
      {
        what: 'unconnected',
        rank: 'outcome',
        seen: 'git 2.39, wget 1.21; the words of .NET for “Unable to connect to the remote server”, in public source',
        pattern:
          /无法连接(?:到)?|無法連(?:線|接至)|接続できません|[Ii]mpossible de se connecter|[Nn]o se (?:pudo|puede) conectar|[Kk]ann keine Verbindung|Remoteserver kann nicht hergestellt|[Nn]o es posible conectar|Impossível conectar|Невозможно соединиться|[Ii]mpossibile effettuare la connessione|[Nn]ie można połączyć|서버에 연결할 수 없|연결하지 못했/,
        says: NO_CONNECTION,
      },
    ],
  );
