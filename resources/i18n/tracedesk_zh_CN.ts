<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AttributesView</name>
    <message>
        <source>Find in names and values</source>
        <translation>在名称和值中查找</translation>
    </message>
    <message>
        <source>Find in the attributes</source>
        <translation>在属性中查找</translation>
    </message>
    <message>
        <source>No attribute has this in its name or value.</source>
        <translation>没有属性的名称或值包含此内容。</translation>
    </message>
    <message>
        <source>Shows only what holds this text in its name or value</source>
        <translation>只显示名称或值中包含此文本的内容</translation>
    </message>
    <message>
        <source>This did not come as a span of OpenTelemetry: it has no attributes.</source>
        <translation>这不是以 OpenTelemetry span 的形式发送的，因此没有属性。</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>A program with key %1 was refused (%2, seen %3×): accept it?</source>
        <translation>使用密钥 %1 的程序被拒绝（%2，共 %3 次）。要接受它吗？</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Port %1 is taken by %2, so nothing can be received yet.</source>
        <translation>端口 %1 被 %2 占用，暂时无法接收数据。</translation>
    </message>
    <message>
        <source>The receiver ended and is being restarted: %1</source>
        <translation>接收器已退出，正在重新启动：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>使用端口 %1</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>+ added</source>
        <translation>+ 新增</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>~ changed</source>
        <translation>~ 已更改</translation>
    </message>
    <message>
        <source>↕ moved</source>
        <translation>↕ 已移动</translation>
    </message>
    <message>
        <source>− removed</source>
        <translation>− 已移除</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message>
        <source>Values that differ between A and B</source>
        <translation>A 与 B 之间不同的值</translation>
    </message>
</context>
<context>
    <name>Clocks</name>
    <message>
        <source>Clock of {clock} is about {time} ahead of {against}</source>
        <translation>{clock} 的时钟比 {against} 约快 {time}</translation>
    </message>
    <message>
        <source>Clock of {clock} is about {time} behind {against}</source>
        <translation>{clock} 的时钟比 {against} 约慢 {time}</translation>
    </message>
    <message>
        <source>Clock of {clock} is at least {time} behind {against}</source>
        <translation>{clock} 的时钟比 {against} 至少慢 {time}</translation>
    </message>
    <message>
        <source>{service} on {host}</source>
        <translation>{host} 上的 {service}</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>A {left}, B {right}</source>
        <translation>A {left}，B {right}</translation>
    </message>
    <message>
        <source>… {count} characters are the same …</source>
        <translation>… {count} 个字符相同 …</translation>
    </message>
    <message>
        <source>… {count} lines are the same …</source>
        <translation>… {count} 行相同 …</translation>
    </message>
</context>
<context>
    <name>CompareChip</name>
    <message>
        <source>A: {name} is marked. Press c on another trace or step to compare, Esc to take it back.</source>
        <translation>A：已标记 {name}。在另一条追踪或步骤上按 c 进行比较，按 Esc 取消。</translation>
    </message>
    <message>
        <source>Take the mark back</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Take the mark back (Esc)</source>
        <translation>取消标记 (Esc)</translation>
    </message>
</context>
<context>
    <name>CompareHeader</name>
    <message>
        <source>1 row differs</source>
        <translation>1 行不同</translation>
    </message>
    <message>
        <source>All steps have the same names, places and texts</source>
        <translation>所有步骤的名称、位置和文本都相同</translation>
    </message>
    <message>
        <source>B compared with A</source>
        <translation>B 与 A 相比</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Next row that differs</source>
        <translation>下一个不同的行</translation>
    </message>
    <message>
        <source>Next row that differs (F3)</source>
        <translation>下一个不同的行 (F3)</translation>
    </message>
    <message>
        <source>Previous row that differs</source>
        <translation>上一个不同的行</translation>
    </message>
    <message>
        <source>Previous row that differs (Shift+F3)</source>
        <translation>上一个不同的行 (Shift+F3)</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 与 B</translation>
    </message>
    <message>
        <source>Swap A and B (s)</source>
        <translation>交换 A 与 B (s)</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>{count} rows differ</source>
        <translation>{count} 行不同</translation>
    </message>
</context>
<context>
    <name>CompareModel</name>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>How many more tokens B used than A</source>
        <translation>B 比 A 多用的 token 数</translation>
    </message>
    <message>
        <source>How much longer B took than A</source>
        <translation>B 比 A 多用的时间</translation>
    </message>
    <message>
        <source>How much more B cost than A</source>
        <translation>B 比 A 多出的费用</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The step in A</source>
        <translation>A 中的步骤</translation>
    </message>
    <message>
        <source>The step in B</source>
        <translation>B 中的步骤</translation>
    </message>
    <message>
        <source>What happened to the step from A to B</source>
        <translation>步骤从 A 到 B 的变化</translation>
    </message>
    <message>
        <source>Whether input or output differ</source>
        <translation>输入或输出是否不同</translation>
    </message>
    <message>
        <source>in both</source>
        <translation>两者都有</translation>
    </message>
    <message>
        <source>input or output differ</source>
        <translation>输入或输出不同</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>no such step</source>
        <translation>没有此步骤</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>仅在 A 中</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>仅在 B 中</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>已改名</translation>
    </message>
    <message>
        <source>renamed and moved</source>
        <translation>已改名并移动</translation>
    </message>
    <message>
        <source>same texts</source>
        <translation>文本相同</translation>
    </message>
    <message>
        <source>Δ Cost</source>
        <translation>Δ 费用</translation>
    </message>
    <message>
        <source>Δ Latency</source>
        <translation>Δ 延迟</translation>
    </message>
    <message>
        <source>Δ Tokens</source>
        <translation>Δ Token</translation>
    </message>
    <message>
        <source>≠ differs</source>
        <translation>≠ 不同</translation>
    </message>
</context>
<context>
    <name>CompareScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>It was deleted, or it has not arrived yet.</source>
        <translation>它已被删除，或尚未到达。</translation>
    </message>
    <message>
        <source>No row differs in name, place or text.</source>
        <translation>没有名称、位置或文本不同的行。</translation>
    </message>
    <message>
        <source>One of the two is not here</source>
        <translation>两者之一不在这里</translation>
    </message>
    <message>
        <source>The comparison could not be read: {reason}</source>
        <translation>无法读取比较：{reason}</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Copy all rows</source>
        <translation>复制所有行</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Steps of A and B side by side</source>
        <translation>并排显示 A 与 B 的步骤</translation>
    </message>
</context>
<context>
    <name>ConnectScreen</name>
    <message>
        <source># Or with the keys of a project:</source>
        <translation># 或者使用项目的密钥：</translation>
    </message>
    <message>
        <source># Without a key:</source>
        <translation># 不使用密钥：</translation>
    </message>
    <message>
        <source>A sample trace is in the list</source>
        <translation>示例追踪已出现在列表中</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Connect your program</source>
        <translation>连接您的程序</translation>
    </message>
    <message>
        <source>For every exporter that speaks OTLP over HTTP, in protobuf or JSON.</source>
        <translation>适用于所有通过 HTTP 发送 OTLP（protobuf 或 JSON）的导出器。</translation>
    </message>
    <message>
        <source>JavaScript</source>
        <translation>JavaScript</translation>
    </message>
    <message>
        <source>Keeps the secret as plain text that only you can read (mode 0600)</source>
        <translation>以明文保存私钥，只有您自己可以读取（权限 0600）</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Kinds of clients</source>
        <translation>客户端类型</translation>
    </message>
    <message>
        <source>Lines for your program</source>
        <translation>用于您的程序的配置</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Make one and keep it in a file</source>
        <translation>新建密钥并保存到文件</translation>
    </message>
    <message>
        <source>Makes another key pair; the ones in use stay valid</source>
        <translation>另建一对密钥；正在使用的密钥仍然有效</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未在监听</translation>
    </message>
    <message>
        <source>Nothing here keeps the secret of this key. If you have lost it, make a new one.</source>
        <translation>此处没有保存这个密钥的私钥。如果您已丢失它，请新建密钥。</translation>
    </message>
    <message>
        <source>OpenTelemetry</source>
        <translation>OpenTelemetry</translation>
    </message>
    <message>
        <source>Paste it into a terminal: one trace appears in the list.</source>
        <translation>粘贴到终端中执行，列表中就会出现一条追踪。</translation>
    </message>
    <message>
        <source>Point the Langfuse SDK that you already use, or anything that speaks OpenTelemetry, at this address. Each run appears as a trace while it goes on.</source>
        <translation>将您已在使用的 Langfuse SDK 或任何支持 OpenTelemetry 的程序指向此地址。每次运行都会作为一条追踪实时显示。</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>Python SDK 2</source>
        <translation>Python SDK 2</translation>
    </message>
    <message>
        <source>Python SDK 3 and later</source>
        <translation>Python SDK 3 及更高版本</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Send a sample trace</source>
        <translation>发送示例追踪</translation>
    </message>
    <message>
        <source>Sends a small trace through the real address</source>
        <translation>通过真实地址发送一条小型追踪</translation>
    </message>
    <message>
        <source>Set these before the program starts. No line of it changes.</source>
        <translation>在程序启动前设置这些变量，无需改动任何代码。</translation>
    </message>
    <message>
        <source>Show the secret key</source>
        <translation>显示私钥</translation>
    </message>
    <message>
        <source>The address of Tracedesk</source>
        <translation>Tracedesk 的地址</translation>
    </message>
    <message>
        <source>The secret key is kept as plain text in a file that only you can read.</source>
        <translation>私钥以明文保存在只有您自己可以读取的文件中。</translation>
    </message>
    <message>
        <source>The secret key rests in the system&apos;s keychain; the database holds only a hash of it.</source>
        <translation>私钥保存在系统钥匙串中，数据库中只有它的哈希值。</translation>
    </message>
    <message>
        <source>There is no keychain here: copy the secret now, it is shown this once.</source>
        <translation>此系统没有钥匙串：请立即复制私钥，它只显示这一次。</translation>
    </message>
    <message>
        <source>These keys come from the environment of Tracedesk.</source>
        <translation>这些密钥来自 Tracedesk 的环境变量。</translation>
    </message>
    <message>
        <source>Version 3 reads LANGFUSE_BASEURL, later ones read LANGFUSE_BASE_URL.</source>
        <translation>版本 3 读取 LANGFUSE_BASEURL，更高版本读取 LANGFUSE_BASE_URL。</translation>
    </message>
    <message>
        <source>Waiting for the first trace…</source>
        <translation>正在等待第一条追踪…</translation>
    </message>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>not kept here</source>
        <translation>未保存在此处</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>未在监听</translation>
    </message>
</context>
<context>
    <name>CopyField</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
</context>
<context>
    <name>CopyMenu</name>
    <message>
        <source>Copied {count} characters</source>
        <translation>已复制 {count} 个字符</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>TTFT {time}</source>
        <translation>TTFT {time}</translation>
    </message>
    <message>
        <source>Time to first token</source>
        <translation>首 Token 时间</translation>
    </message>
    <message>
        <source>Tokens in, out, and in all</source>
        <translation>输入、输出和总 Token 数</translation>
    </message>
    <message>
        <source>debug</source>
        <translation>调试</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Copy input</source>
        <translation>复制输入</translation>
    </message>
    <message>
        <source>Copy output</source>
        <translation>复制输出</translation>
    </message>
    <message>
        <source>Copy step as JSON</source>
        <translation>将步骤复制为 JSON</translation>
    </message>
    <message>
        <source>Input/Output</source>
        <translation>输入/输出</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>No chat messages in the input or output of this step.</source>
        <translation>此步骤的输入和输出中没有聊天消息。</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Scores ({count})</source>
        <translation>评分 ({count})</translation>
    </message>
</context>
<context>
    <name>DiffPane</name>
    <message>
        <source>A and B say the same here.</source>
        <translation>A 与 B 在此处相同。</translation>
    </message>
    <message>
        <source>A {left}, B {right}</source>
        <translation>A {left}，B {right}</translation>
    </message>
    <message>
        <source>Compare line by line (m goes on)</source>
        <translation>逐行比较（按 m 切换）</translation>
    </message>
    <message>
        <source>Compare the values of JSON by their paths (m goes on)</source>
        <translation>按路径比较 JSON 的值（按 m 切换）</translation>
    </message>
    <message>
        <source>Compare word by word (m goes on)</source>
        <translation>逐词比较（按 m 切换）</translation>
    </message>
    <message>
        <source>Compare {what}</source>
        <translation>比较{what}</translation>
    </message>
    <message>
        <source>Copy what differs</source>
        <translation>复制不同之处</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Neither A nor B sent anything here.</source>
        <translation>A 与 B 在此处都没有发送内容。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>not JSON on both sides: compared by lines</source>
        <translation>并非两侧都是 JSON：按行比较</translation>
    </message>
</context>
<context>
    <name>DiffTextView</name>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Show the next part of the comparison</source>
        <translation>显示比较的下一部分</translation>
    </message>
    <message>
        <source>What differs between A and B</source>
        <translation>A 与 B 的不同之处</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>%1 lines written to %2</source>
        <translation>已将 %1 行写入 %2</translation>
    </message>
    <message>
        <source>&amp;Everything in this project</source>
        <translation>此项目中的全部内容(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;One line a</source>
        <translation>每行一条(&amp;O)</translation>
    </message>
    <message>
        <source>CSV for Excel</source>
        <translation>CSV（用于 Excel）</translation>
    </message>
    <message>
        <source>CSV for spreadsheets</source>
        <translation>CSV（用于电子表格）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose where to write, and begin</source>
        <translation>选择保存位置并开始导出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>JSON lines, with every field</source>
        <translation>JSON Lines（包含所有字段）</translation>
    </message>
    <message>
        <source>Observations of these traces</source>
        <translation>这些追踪的观测</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>Scores of these traces</source>
        <translation>这些追踪的评分</translation>
    </message>
    <message>
        <source>Show the written file</source>
        <translation>显示已写入的文件</translation>
    </message>
    <message>
        <source>Stop; nothing is left behind</source>
        <translation>停止，不会留下任何文件</translation>
    </message>
    <message>
        <source>The %1 &amp;selected</source>
        <translation>选中的 %1 条(&amp;S)</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
    <message>
        <source>The format of the file</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <source>Traces, with their scores</source>
        <translation>追踪（含评分）</translation>
    </message>
    <message>
        <source>What the list &amp;shows</source>
        <translation>列表中显示的内容(&amp;S)</translation>
    </message>
    <message>
        <source>What to write, one line each</source>
        <translation>写入的内容，每项一行</translation>
    </message>
    <message>
        <source>Which traces</source>
        <translation>追踪范围</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Cost · {kind}</source>
        <translation>费用 · {kind}</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 Token</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Observation id</source>
        <translation>观测 ID</translation>
    </message>
    <message>
        <source>Parent id</source>
        <translation>父级 ID</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>发布版本</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>追踪 ID</translation>
    </message>
    <message>
        <source>Usage · input</source>
        <translation>用量 · 输入</translation>
    </message>
    <message>
        <source>Usage · output</source>
        <translation>用量 · 输出</translation>
    </message>
    <message>
        <source>Usage · total</source>
        <translation>用量 · 总计</translation>
    </message>
    <message>
        <source>Usage · {kind}</source>
        <translation>用量 · {kind}</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation>{time} 后</translation>
    </message>
    <message>
        <source>no end received</source>
        <translation>未收到结束</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>{name}, version {number}</source>
        <translation>{name}，版本 {number}</translation>
    </message>
</context>
<context>
    <name>FactsView</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy {what}</source>
        <translation>复制{what}</translation>
    </message>
    <message>
        <source>Facts about this step</source>
        <translation>此步骤的详细信息</translation>
    </message>
</context>
<context>
    <name>FieldsView</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>InboxDetail</name>
    <message>
        <source>From %1, sent to %2, last at %3</source>
        <translation>来自 %1，发送到 %2，最近一次于 %3</translation>
    </message>
</context>
<context>
    <name>InboxScreen</name>
    <message>
        <source>&amp;Forget</source>
        <translation>忘记(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Save the bytes…</source>
        <translation>保存字节(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>Nothing was refused. What a program sends and Tracedesk cannot read is kept here, with the reason, so that it can be tried again.</source>
        <translation>没有被拒绝的内容。程序发送而 Tracedesk 无法读取的内容会连同原因保存在这里，以便重试。</translation>
    </message>
    <message>
        <source>Read the selected payloads again, such as after an update</source>
        <translation>重新读取选中的内容，例如在更新之后</translation>
    </message>
    <message>
        <source>Refused payloads</source>
        <translation>被拒绝的内容</translation>
    </message>
    <message>
        <source>Remove the selected payloads for good</source>
        <translation>永久删除选中的内容</translation>
    </message>
    <message>
        <source>Save the bytes</source>
        <translation>保存字节</translation>
    </message>
    <message>
        <source>Understood and stored: %1; still refused: %2</source>
        <translation>已读懂并保存：%1；仍被拒绝：%2</translation>
    </message>
    <message>
        <source>Write the payload that is shown to a file, as it was sent</source>
        <translation>将显示的内容按发送时的原样写入文件</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
</context>
<context>
    <name>InboxTableModel</name>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送次数</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>JsonView</name>
    <message>
        <source>Copy as indented JSON</source>
        <translation>复制为缩进的 JSON</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>JSON, folding</source>
        <translation>可折叠的 JSON</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Programs with the key %1 are refused from then on. This cannot be undone.</source>
        <translation>使用密钥 %1 的程序此后会被拒绝。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Refuse this key from now on</source>
        <translation>从现在起拒绝此密钥</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Revoke the key</source>
        <translation>吊销密钥</translation>
    </message>
    <message>
        <source>Revoke the key %1</source>
        <translation>吊销密钥 %1</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>创建于 %1</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>追踪</translation>
    </message>
    <message>
        <source>Traces, Connect, Inbox, Settings</source>
        <translation>追踪、连接、收件箱、设置</translation>
    </message>
    <message>
        <source>back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>back, forward</source>
        <translation>后退、前进</translation>
    </message>
    <message>
        <source>by lines, by words, by the values of JSON</source>
        <translation>按行、按词、按 JSON 的值</translation>
    </message>
    <message>
        <source>comment on the rating</source>
        <translation>为评价添加评语</translation>
    </message>
    <message>
        <source>compare the trace or step with another, take the mark back</source>
        <translation>将追踪或步骤与另一个比较，取消标记</translation>
    </message>
    <message>
        <source>compare: first one, then the other; take the mark back</source>
        <translation>比较：先标记一个，再标记另一个；取消标记</translation>
    </message>
    <message>
        <source>copy the rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>copy, what to copy</source>
        <translation>复制、选择复制的内容</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>fold, unfold</source>
        <translation>折叠、展开</translation>
    </message>
    <message>
        <source>follow, or hold still</source>
        <translation>跟随或暂停</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>how the payload is shown</source>
        <translation>切换内容的显示方式</translation>
    </message>
    <message>
        <source>next, previous</source>
        <translation>下一条、上一条</translation>
    </message>
    <message>
        <source>next, previous error</source>
        <translation>下一个、上一个错误</translation>
    </message>
    <message>
        <source>next, previous row that differs</source>
        <translation>下一个、上一个不同的行</translation>
    </message>
    <message>
        <source>next, previous step</source>
        <translation>下一步、上一步</translation>
    </message>
    <message>
        <source>open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>open the step</source>
        <translation>打开步骤</translation>
    </message>
    <message>
        <source>previous, next step beside it</source>
        <translation>上一个、下一个同级步骤</translation>
    </message>
    <message>
        <source>previous, next trace</source>
        <translation>上一条、下一条追踪</translation>
    </message>
    <message>
        <source>projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>rate good, bad, take back</source>
        <translation>评为好、评为差、撤回评价</translation>
    </message>
    <message>
        <source>rate, comment</source>
        <translation>评价、评语</translation>
    </message>
    <message>
        <source>select more</source>
        <translation>扩展选择</translation>
    </message>
    <message>
        <source>size of the text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>swap A and B</source>
        <translation>交换 A 与 B</translation>
    </message>
    <message>
        <source>this sheet</source>
        <translation>显示此快捷键表</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>撤销、重做</translation>
    </message>
    <message>
        <source>zoom to the step, in, out, left, right</source>
        <translation>缩放到步骤、放大、缩小、左移、右移</translation>
    </message>
</context>
<context>
    <name>Kind</name>
    <message>
        <source>Agent</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Evaluator</source>
        <translation>评估器</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Guardrail</source>
        <translation>护栏</translation>
    </message>
    <message>
        <source>Retriever</source>
        <translation>检索器</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Span</translation>
    </message>
    <message>
        <source>Steps without their parent</source>
        <translation>缺少父级的步骤</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>追踪</translation>
    </message>
</context>
<context>
    <name>LatencyPanel</name>
    <message>
        <source>Latency over time</source>
        <translation>延迟变化</translation>
    </message>
    <message>
        <source>Latency: p50 %1, p95 %2, n = %3</source>
        <translation>延迟：p50 %1，p95 %2，n = %3</translation>
    </message>
    <message>
        <source>Spread of %1 latencies</source>
        <translation>%1 个延迟值的分布</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;About Tracedesk</source>
        <translation>关于 Tracedesk(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>前进(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Inbox</source>
        <translation>收件箱(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Projects</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Traces</source>
        <translation>追踪(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Usual text</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no place in Tracedesk</source>
        <translation>Tracedesk 中没有“%1”这个位置</translation>
    </message>
    <message>
        <source>About Tracedesk</source>
        <translation>关于 Tracedesk</translation>
    </message>
    <message>
        <source>Follow, or hold sti&amp;ll</source>
        <translation>跟随或暂停(&amp;L)</translation>
    </message>
    <message>
        <source>Larger &amp;text</source>
        <translation>放大文字(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>That failed: %1</source>
        <translation>操作失败：%1</translation>
    </message>
    <message>
        <source>Theme of the &amp;system</source>
        <translation>跟随系统主题(&amp;S)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>MappingRule</name>
    <message>
        <source>A text is too long; %1 characters are the most.</source>
        <translation>文本太长，最多 %1 个字符。</translation>
    </message>
    <message>
        <source>A time such as 2026-03-01T09:15:00Z, or a number of milliseconds after the start.</source>
        <translation>时间（如 2026-03-01T09:15:00Z），或开始之后的毫秒数。</translation>
    </message>
    <message>
        <source>A type such as GENERATION, in capitals or not.</source>
        <translation>类型（如 GENERATION），不区分大小写。</translation>
    </message>
    <message>
        <source>Attribute of the resource</source>
        <translation>资源的属性</translation>
    </message>
    <message>
        <source>Attribute of the span</source>
        <translation>Span 的属性</translation>
    </message>
    <message>
        <source>Before the built-in tables</source>
        <translation>先于内置映射表</translation>
    </message>
    <message>
        <source>Choose what it becomes.</source>
        <translation>请选择映射为什么。</translation>
    </message>
    <message>
        <source>Choose where the rule looks.</source>
        <translation>请选择规则读取的位置。</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>DEBUG, DEFAULT, WARNING or ERROR, or another usual name of one.</source>
        <translation>DEBUG、DEFAULT、WARNING 或 ERROR，或它们的其他常用名称。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 Token</translation>
    </message>
    <message>
        <source>In US dollars. Without a kind, it is a JSON object of costs by kind.</source>
        <translation>以美元计。不填种类时，值是按种类列出费用的 JSON 对象。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Leave the kind or key empty: the rest of each name says it.</source>
        <translation>请将种类或键留空：每个名称的其余部分就是它。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model parameter</source>
        <translation>模型参数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the span</source>
        <translation>Span 的名称</translation>
    </message>
    <message>
        <source>Only usage, cost, model parameters and metadata can be read from all names that begin so.</source>
        <translation>只有用量、费用、模型参数和元数据可以从所有以此开头的名称读取。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Say what the names begin with.</source>
        <translation>请填写名称的开头。</translation>
    </message>
    <message>
        <source>Say which attribute the rule reads.</source>
        <translation>请填写规则读取的属性。</translation>
    </message>
    <message>
        <source>Say which kind or key gets this text.</source>
        <translation>请填写此文本属于哪个种类或键。</translation>
    </message>
    <message>
        <source>Say which kind or key the name of the span becomes.</source>
        <translation>请填写 Span 的名称映射到哪个种类或键。</translation>
    </message>
    <message>
        <source>Say which other attribute has to have this value.</source>
        <translation>请填写哪个其他属性必须是此值。</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Status message</source>
        <translation>状态消息</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags of the whole trace: a list, or a text with commas.</source>
        <translation>整个追踪的标签：列表，或用逗号分隔的文本。</translation>
    </message>
    <message>
        <source>The rest of each name is the kind or key.</source>
        <translation>每个名称的其余部分是种类或键。</translation>
    </message>
    <message>
        <source>The session of the whole trace.</source>
        <translation>整个追踪的会话。</translation>
    </message>
    <message>
        <source>The user of the whole trace.</source>
        <translation>整个追踪的用户。</translation>
    </message>
    <message>
        <source>There are too many rules; %1 are the most.</source>
        <translation>规则太多，最多 %1 条。</translation>
    </message>
    <message>
        <source>There is no such type.</source>
        <translation>没有这种类型。</translation>
    </message>
    <message>
        <source>This field has one value only, without kinds or keys.</source>
        <translation>此字段只有一个值，没有种类或键。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Where these find nothing</source>
        <translation>内置映射表无结果时</translation>
    </message>
    <message>
        <source>Without a key, it is a JSON object that joins the metadata.</source>
        <translation>不填键时，值是并入元数据的 JSON 对象。</translation>
    </message>
    <message>
        <source>Without a kind, it is a JSON object of counts by kind.</source>
        <translation>不填种类时，值是按种类列出数量的 JSON 对象。</translation>
    </message>
    <message>
        <source>Without a name, it is a JSON object of parameters.</source>
        <translation>不填名称时，值是包含各参数的 JSON 对象。</translation>
    </message>
</context>
<context>
    <name>MappingRules</name>
    <message>
        <source>Added a mapping rule</source>
        <translation>已添加映射规则</translation>
    </message>
    <message>
        <source>Changed a mapping rule</source>
        <translation>已更改映射规则</translation>
    </message>
    <message>
        <source>Deleted a mapping rule</source>
        <translation>已删除映射规则</translation>
    </message>
    <message>
        <source>Moved a mapping rule</source>
        <translation>已移动映射规则</translation>
    </message>
</context>
<context>
    <name>MappingRulesModel</name>
    <message>
        <source>Becomes</source>
        <translation>映射为</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Only with</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>What is found at</source>
        <translation>读取</translation>
    </message>
</context>
<context>
    <name>MarkdownView</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>[image: {description}]</source>
        <translation>[图片：{description}]</translation>
    </message>
</context>
<context>
    <name>MemorySplitter</name>
    <message>
        <source>Drag to resize; double-click to reset</source>
        <translation>拖动可调整大小，双击可恢复默认</translation>
    </message>
</context>
<context>
    <name>MessageCard</name>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>Calls {name}</source>
        <translation>调用 {name}</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>开发者</translation>
    </message>
    <message>
        <source>Message from {role}</source>
        <translation>来自{role}的消息</translation>
    </message>
    <message>
        <source>Nothing said</source>
        <translation>无内容</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <source>Beside the messages</source>
        <translation>消息以外的内容</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Show the messages that follow</source>
        <translation>显示后面的消息</translation>
    </message>
    <message>
        <source>Show {count} more messages</source>
        <translation>再显示 {count} 条消息</translation>
    </message>
</context>
<context>
    <name>MoreBar</name>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Show more of the text</source>
        <translation>显示更多文本</translation>
    </message>
    <message>
        <source>Show the next part of this text</source>
        <translation>显示此文本的下一部分</translation>
    </message>
    <message>
        <source>{shown} of {total} characters shown</source>
        <translation>已显示 {shown} / {total} 个字符</translation>
    </message>
</context>
<context>
    <name>NewsPill</name>
    <message>
        <source>%1 new</source>
        <translation>%1 条新追踪</translation>
    </message>
    <message>
        <source>Go to the newest rows and follow them (Ctrl+L)</source>
        <translation>转到最新的行并跟随 (Ctrl+L)</translation>
    </message>
    <message>
        <source>New rows</source>
        <translation>新的行</translation>
    </message>
</context>
<context>
    <name>PayloadView</name>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Copy as it was sent</source>
        <translation>按原样复制</translation>
    </message>
    <message>
        <source>Copy {field}</source>
        <translation>复制{field}</translation>
    </message>
    <message>
        <source>Copy {field} as it was sent</source>
        <translation>按原样复制{field}</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>未发送任何内容。</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Show as {mode} (m goes on to the next)</source>
        <translation>显示方式：{mode}（按 m 切换到下一种）</translation>
    </message>
    <message>
        <source>Show {field} as {mode}</source>
        <translation>{field}的显示方式：{mode}</translation>
    </message>
</context>
<context>
    <name>ProjectButton</name>
    <message>
        <source>Project %1</source>
        <translation>项目 %1</translation>
    </message>
    <message>
        <source>Project %1 (Ctrl+P)</source>
        <translation>项目 %1 (Ctrl+P)</translation>
    </message>
</context>
<context>
    <name>ProjectMenu</name>
    <message>
        <source>&amp;Bring back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>密钥(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>A separate set of traces with its own keys</source>
        <translation>一组独立的追踪，有自己的密钥</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the project</source>
        <translation>删除项目</translation>
    </message>
    <message>
        <source>Delete the project %1 with its %2 traces? Its keys are refused from then on. It can be undone.</source>
        <translation>删除项目 %1 及其 %2 条追踪？此后它的密钥会被拒绝。此操作可以撤销。</translation>
    </message>
    <message>
        <source>Give the project that is shown another name</source>
        <translation>为显示的项目改名</translation>
    </message>
    <message>
        <source>Hide the project that is shown, and refuse its keys</source>
        <translation>隐藏显示的项目，并拒绝它的密钥</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Rename the project</source>
        <translation>重命名项目</translation>
    </message>
    <message>
        <source>The first project stays: what comes without a key goes there</source>
        <translation>第一个项目会保留：没有密钥的内容会进入那里</translation>
    </message>
    <message>
        <source>The keys that programs use for this project</source>
        <translation>程序用于此项目的密钥</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>Brought the project %1 back</source>
        <translation>已恢复项目 %1</translation>
    </message>
    <message>
        <source>Deleted the project %1</source>
        <translation>已删除项目 %1</translation>
    </message>
    <message>
        <source>Made the project %1</source>
        <translation>已新建项目 %1</translation>
    </message>
    <message>
        <source>Renamed the project to %1</source>
        <translation>已将项目重命名为 %1</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>追踪</translation>
    </message>
</context>
<context>
    <name>RatingStrip</name>
    <message>
        <source>Bad</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评语</translation>
    </message>
    <message>
        <source>Comment on the rating</source>
        <translation>为评价添加评语</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>Rate as bad (2)</source>
        <translation>评为差 (2)</translation>
    </message>
    <message>
        <source>Rate as good (1)</source>
        <translation>评为好 (1)</translation>
    </message>
    <message>
        <source>Say why, once it is rated (n); Enter keeps it</source>
        <translation>评价后说明理由 (n)，按 Enter 保存</translation>
    </message>
</context>
<context>
    <name>Ratings</name>
    <message>
        <source>Kept the comment</source>
        <translation>评语已保存</translation>
    </message>
    <message>
        <source>Rated bad: %1</source>
        <translation>评为差：%1 条</translation>
    </message>
    <message>
        <source>Rated good: %1</source>
        <translation>评为好：%1 条</translation>
    </message>
    <message>
        <source>Ratings taken back: %1</source>
        <translation>撤回评价：%1 条</translation>
    </message>
</context>
<context>
    <name>RawView</name>
    <message>
        <source>Text as it was stored</source>
        <translation>存储的原始文本</translation>
    </message>
</context>
<context>
    <name>ReadAgainRow</name>
    <message>
        <source>%1 steps changed</source>
        <translation>%1 个步骤已更改</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Apply today&apos;s tables and your mapping rules to what was stored before, in all projects</source>
        <translation>把今天的映射表和您的映射规则应用到所有项目中以前存储的内容</translation>
    </message>
    <message>
        <source>How many stored spans were read again</source>
        <translation>已重新读取多少条已存储的 Span</translation>
    </message>
    <message>
        <source>Read stored spans &amp;again</source>
        <translation>重新读取已存储的 Span(&amp;A)</translation>
    </message>
    <message>
        <source>Stop; what was read until now stays</source>
        <translation>停止；到目前为止读取的内容会保留</translation>
    </message>
    <message>
        <source>That failed: %1</source>
        <translation>失败：%1</translation>
    </message>
</context>
<context>
    <name>ReceiverWatch</name>
    <message>
        <source>It ended with status %1.</source>
        <translation>接收器已退出，状态码 %1。</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>其他程序</translation>
    </message>
</context>
<context>
    <name>RuleDialog</name>
    <message>
        <source>Change nothing</source>
        <translation>不做更改</translation>
    </message>
    <message>
        <source>Finds something in %1 of the newest %2 spans.</source>
        <translation>在最新的 %2 个 Span 中，有 %1 个匹配。</translation>
    </message>
    <message>
        <source>Keep the rule; it holds from the next export on</source>
        <translation>保存规则，从下一次导出起生效</translation>
    </message>
    <message>
        <source>Mapping rule</source>
        <translation>映射规则</translation>
    </message>
    <message>
        <source>No span of this project is stored yet to try it on.</source>
        <translation>此项目还没有可供试用的 Span。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>&amp;Becomes</source>
        <translation>映射为(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Kind or key</source>
        <translation>种类或键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Look at</source>
        <translation>读取位置(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;with the value</source>
        <translation>其值为(&amp;W)</translation>
    </message>
    <message>
        <source>A text to take instead of what was found</source>
        <translation>用此文本代替读取到的值</translation>
    </message>
    <message>
        <source>And all names that be&amp;gin so</source>
        <translation>以及所有以此开头的名称(&amp;G)</translation>
    </message>
    <message>
        <source>Another attribute that has to be there</source>
        <translation>必须同时存在的另一个属性</translation>
    </message>
    <message>
        <source>As the &amp;text</source>
        <translation>改为文本(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;ounts</source>
        <translation>优先级(&amp;O)</translation>
    </message>
    <message>
        <source>Only &amp;from</source>
        <translation>仅限来自(&amp;F)</translation>
    </message>
    <message>
        <source>Only besi&amp;de</source>
        <translation>仅当另有(&amp;D)</translation>
    </message>
    <message>
        <source>Only if it &amp;is</source>
        <translation>仅当值为(&amp;I)</translation>
    </message>
    <message>
        <source>The instrumentation (scope) whose spans are meant</source>
        <translation>规则所针对的插桩库（scope）</translation>
    </message>
    <message>
        <source>The name of the attribute, or of the span</source>
        <translation>属性的名称，或 Span 的名称</translation>
    </message>
    <message>
        <source>The rest of each name is then the kind or key, such as input in acme.tokens.input</source>
        <translation>每个名称的其余部分即为种类或键，例如 acme.tokens.input 中的 input</translation>
    </message>
    <message>
        <source>The rule holds for this value only</source>
        <translation>规则仅对此值生效</translation>
    </message>
    <message>
        <source>The value that the other attribute has to have</source>
        <translation>另一个属性必须具有的值</translation>
    </message>
    <message>
        <source>What is found becomes this</source>
        <translation>读取到的值映射为此字段</translation>
    </message>
    <message>
        <source>Where the rule looks</source>
        <translation>规则读取的位置</translation>
    </message>
    <message>
        <source>Whether the rule or the built-in tables come first</source>
        <translation>规则与内置映射表的先后</translation>
    </message>
    <message>
        <source>Which usage or cost, parameter or key of the metadata</source>
        <translation>用量或费用的种类、参数名，或元数据的键</translation>
    </message>
    <message>
        <source>any instrumentation</source>
        <translation>任意插桩库</translation>
    </message>
    <message>
        <source>any value</source>
        <translation>任意值</translation>
    </message>
    <message>
        <source>no other attribute</source>
        <translation>无其他属性</translation>
    </message>
    <message>
        <source>what was found</source>
        <translation>读取到的值</translation>
    </message>
</context>
<context>
    <name>RulesPanel</name>
    <message>
        <source>&amp;Change…</source>
        <translation>更改(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>A&amp;dd…</source>
        <translation>添加(&amp;D)…</translation>
    </message>
    <message>
        <source>Add a mapping rule</source>
        <translation>添加映射规则</translation>
    </message>
    <message>
        <source>Change the selected rule</source>
        <translation>更改选中的规则</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>删除(&amp;L)</translation>
    </message>
    <message>
        <source>Delete the selected rule</source>
        <translation>删除选中的规则</translation>
    </message>
    <message>
        <source>Do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>Let the selected rule count after the one below</source>
        <translation>让选中的规则排在下一条之后</translation>
    </message>
    <message>
        <source>Let the selected rule count before the one above</source>
        <translation>让选中的规则排在上一条之前</translation>
    </message>
    <message>
        <source>Mapping rules</source>
        <translation>映射规则</translation>
    </message>
    <message>
        <source>Space turns a rule on or off, Enter changes it, Delete deletes it</source>
        <translation>按空格启用或停用规则，按回车更改，按 Delete 删除</translation>
    </message>
    <message>
        <source>What attributes of your own instrumentation mean, for example acme.llm.prompt the input. The rules hold for all projects, from the next export on, and for stored spans when they are read again. Of two that tell the same, the upper one counts.</source>
        <translation>说明您自己的插桩属性的含义，例如 acme.llm.prompt 是输入。规则对所有项目生效，从下一次导出开始；已存储的 Span 在重新读取时生效。两条规则说明同一内容时，以上面的为准。</translation>
    </message>
</context>
<context>
    <name>ScoresView</name>
    <message>
        <source>Comment</source>
        <translation>评语</translation>
    </message>
    <message>
        <source>Evaluator</source>
        <translation>评估器</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>评分时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No scores yet. Press 1 or 2 to rate the trace.</source>
        <translation>尚无评分。按 1 或 2 评价此追踪。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>&amp;Keep receiving after the window has closed</source>
        <translation>关闭窗口后继续接收(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>端口(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rows</source>
        <translation>行高(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Safety</source>
        <translation>安全性(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>A commit takes %1 ms safe from power cuts, %2 ms safe from crashes, on this disk.</source>
        <translation>在此磁盘上，每次提交耗时：防断电 %1 毫秒，防崩溃 %2 毫秒。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Data: %1
Settings: %2</source>
        <translation>数据：%1
设置：%2</translation>
    </message>
    <message>
        <source>Faster, safe from crashes</source>
        <translation>更快，可防崩溃</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Measuring what a commit takes on this disk …</source>
        <translation>正在测量此磁盘上一次提交的耗时…</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Safe from power cuts</source>
        <translation>可防断电</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Stored spans</source>
        <translation>已存储的 Span</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>The height of the rows in lists</source>
        <translation>列表的行高</translation>
    </message>
    <message>
        <source>The port that programs send to</source>
        <translation>程序发送数据的目标端口</translation>
    </message>
    <message>
        <source>The receiver stays until it is stopped or the session ends</source>
        <translation>接收器会一直运行，直到被停止或登录会话结束</translation>
    </message>
    <message>
        <source>The size of the text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>What has been answered with success outlives a power cut, or a crash of the program only</source>
        <translation>已确认成功的数据可经受断电，或仅经受程序崩溃</translation>
    </message>
</context>
<context>
    <name>SpanLinks</name>
    <message>
        <source>Linked from {what}</source>
        <translation>链接来自：{what}</translation>
    </message>
    <message>
        <source>Links to other steps</source>
        <translation>指向其他步骤的链接</translation>
    </message>
    <message>
        <source>More links are listed below.</source>
        <translation>更多链接列在下方。</translation>
    </message>
    <message>
        <source>More steps link to this one.</source>
        <translation>还有更多步骤链接到此步骤。</translation>
    </message>
    <message>
        <source>Step {id} of a trace that is not stored</source>
        <translation>步骤 {id}，其追踪未被存储</translation>
    </message>
    <message>
        <source>Step {id} of {name}: this step is not stored</source>
        <translation>{name} 的步骤 {id}：该步骤未被存储</translation>
    </message>
    <message>
        <source>Step {step} of trace {trace}</source>
        <translation>追踪 {trace} 的步骤 {step}</translation>
    </message>
    <message>
        <source>{name}, in another trace</source>
        <translation>{name}（另一追踪）</translation>
    </message>
    <message>
        <source>{name}, in this trace</source>
        <translation>{name}（此追踪内）</translation>
    </message>
</context>
<context>
    <name>StandardPortsLabel</name>
    <message>
        <source>OpenTelemetry&apos;s port %1 (%2) is taken by %3.</source>
        <translation>OpenTelemetry 的端口 %1（%2）已被 %3 占用。</translation>
    </message>
    <message>
        <source>OpenTelemetry&apos;s port %1 (%2) needs the package grpcio, which is not installed.</source>
        <translation>OpenTelemetry 的端口 %1（%2）需要 grpcio 包，但尚未安装。</translation>
    </message>
    <message>
        <source>OpenTelemetry&apos;s port %1 (%2) works too, without a key.</source>
        <translation>OpenTelemetry 的端口 %1（%2）也可以使用，无需密钥。</translation>
    </message>
    <message>
        <source>Points of metrics that came in and are not kept: %1.</source>
        <translation>收到但不保存的指标数据点：%1。</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>另一个程序</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>%1 observations/s</source>
        <translation>%1 个观测/秒</translation>
    </message>
    <message>
        <source>%1 of %2 traces</source>
        <translation>已显示 %1 条，共 %2 条追踪</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Observations that come in</source>
        <translation>正在接收的观测</translation>
    </message>
    <message>
        <source>Port %1 is taken</source>
        <translation>端口 %1 被占用</translation>
    </message>
    <message>
        <source>Rows shown, of all that there are</source>
        <translation>已显示的行数和总行数</translation>
    </message>
    <message>
        <source>Size of the database</source>
        <translation>数据库大小</translation>
    </message>
    <message>
        <source>Starting the receiver…</source>
        <translation>正在启动接收器…</translation>
    </message>
    <message>
        <source>Sums of the selected rows</source>
        <translation>所选行的合计</translation>
    </message>
    <message>
        <source>The receiver does not run</source>
        <translation>接收器未运行</translation>
    </message>
    <message>
        <source>Where programs send their traces; a click copies it</source>
        <translation>程序发送追踪的地址，单击即可复制</translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>A warning without a message.</source>
        <translation>警告，没有附带消息。</translation>
    </message>
    <message>
        <source>Failed without a message.</source>
        <translation>失败，没有附带消息。</translation>
    </message>
</context>
<context>
    <name>TraceHeader</name>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Bars stand where each service&apos;s own clock puts them</source>
        <translation>时间条按各服务自己的时钟显示</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Next trace</source>
        <translation>下一条追踪</translation>
    </message>
    <message>
        <source>Next trace (])</source>
        <translation>下一条追踪 (])</translation>
    </message>
    <message>
        <source>Previous trace</source>
        <translation>上一条追踪</translation>
    </message>
    <message>
        <source>Previous trace ([)</source>
        <translation>上一条追踪 ([)</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps that failed</source>
        <translation>失败的步骤</translation>
    </message>
    <message>
        <source>Steps with a warning</source>
        <translation>有警告的步骤</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tokens in all</source>
        <translation>总 Token 数</translation>
    </message>
    <message>
        <source>Trace without a name</source>
        <translation>未命名的追踪</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>and more</source>
        <translation>及其他</translation>
    </message>
    <message>
        <source>no end received</source>
        <translation>未收到结束</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>session {name}</source>
        <translation>会话 {name}</translation>
    </message>
    <message>
        <source>user {name}</source>
        <translation>用户 {name}</translation>
    </message>
    <message>
        <source>{count} errors</source>
        <translation>{count} 个错误</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} Token</translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation>{count} 个警告</translation>
    </message>
</context>
<context>
    <name>TraceScreen</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It was deleted, or it has not arrived yet.</source>
        <translation>它已被删除，或尚未到达。</translation>
    </message>
    <message>
        <source>No step of this trace failed.</source>
        <translation>此追踪没有失败的步骤。</translation>
    </message>
    <message>
        <source>Rate the trace first (1 good, 2 bad); then say why.</source>
        <translation>请先评价此追踪（1 好，2 差），再说明理由。</translation>
    </message>
    <message>
        <source>Step {id} of this trace is not stored.</source>
        <translation>该追踪的步骤 {id} 未被存储。</translation>
    </message>
    <message>
        <source>The trace could not be read: {reason}</source>
        <translation>无法读取此追踪：{reason}</translation>
    </message>
    <message>
        <source>This step is not in the database any more.</source>
        <translation>此步骤已不在数据库中。</translation>
    </message>
    <message>
        <source>This trace is not here</source>
        <translation>找不到此追踪</translation>
    </message>
</context>
<context>
    <name>TraceTable</name>
    <message>
        <source>&amp;Copy the rows</source>
        <translation>复制所选行(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Take the rating back</source>
        <translation>撤回评价(&amp;T)</translation>
    </message>
    <message>
        <source>Co&amp;mment…</source>
        <translation>评语(&amp;M)…</translation>
    </message>
    <message>
        <source>Compare (c)</source>
        <translation>比较 (c)</translation>
    </message>
    <message>
        <source>Copy the trace &amp;id</source>
        <translation>复制追踪 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Only this &amp;name</source>
        <translation>仅此名称(&amp;N)</translation>
    </message>
    <message>
        <source>Only this &amp;session</source>
        <translation>仅此会话(&amp;S)</translation>
    </message>
    <message>
        <source>Only this &amp;user</source>
        <translation>仅此用户(&amp;U)</translation>
    </message>
    <message>
        <source>Rate &amp;bad</source>
        <translation>评为差(&amp;B)</translation>
    </message>
    <message>
        <source>Rate &amp;good</source>
        <translation>评为好(&amp;G)</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>追踪</translation>
    </message>
</context>
<context>
    <name>TraceTableModel</name>
    <message>
        <source>(no name)</source>
        <translation>（未命名）</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>差</translation>
    </message>
    <message>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>未评价</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>TracesScreen</name>
    <message>
        <source>%1 selected</source>
        <translation>已选 %1 条</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>%1 traces</source>
        <translation>%1 条追踪</translation>
    </message>
    <message>
        <source>1 trace</source>
        <translation>1 条追踪</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>评语</translation>
    </message>
    <message>
        <source>Every word must occur in its name, ids, user, session, tags, input or output.</source>
        <translation>每个词都必须出现在其名称、ID、用户、会话、标签、输入或输出中。</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>正在跟随</translation>
    </message>
    <message>
        <source>No trace contains “%1”</source>
        <translation>没有追踪包含“%1”</translation>
    </message>
    <message>
        <source>No traces yet</source>
        <translation>尚无追踪</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused: sorted</source>
        <translation>已暂停：排序中</translation>
    </message>
    <message>
        <source>Point your program at Tracedesk, and each of its runs appears here while it goes on.</source>
        <translation>将您的程序指向 Tracedesk，它的每次运行都会实时显示在这里。</translation>
    </message>
    <message>
        <source>Rate the trace first (1 or 2), then say why</source>
        <translation>请先评价此追踪（1 或 2），再说明理由</translation>
    </message>
    <message>
        <source>Show how to connect</source>
        <translation>查看连接方法</translation>
    </message>
    <message>
        <source>Why is this trace good or bad?</source>
        <translation>此追踪为什么好或差？</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>超过 %1</translation>
    </message>
</context>
<context>
    <name>TracesToolbar</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Filter by name, user, session, tag or text</source>
        <translation>按名称、用户、会话、标签或文本筛选</translation>
    </message>
    <message>
        <source>Filter the traces</source>
        <translation>筛选追踪</translation>
    </message>
    <message>
        <source>Hold the list still, or follow it (Ctrl+L)</source>
        <translation>暂停或跟随列表更新 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Show the latencies of these traces</source>
        <translation>显示这些追踪的延迟</translation>
    </message>
    <message>
        <source>Shows the traces with every word or beginning of a word; &quot;in quotation marks&quot;: in this order (/)</source>
        <translation>显示包含所有词（或词首）的追踪；“引号内”的词须按此顺序出现（/）</translation>
    </message>
    <message>
        <source>Write traces into a file (Ctrl+E)</source>
        <translation>将追踪写入文件 (Ctrl+E)</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>As the program sent it</source>
        <translation>程序发送的值</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Each of these steps names another one below it as its parent.</source>
        <translation>这些步骤都把自己的下级步骤当作父步骤。</translation>
    </message>
    <message>
        <source>First token after {time}</source>
        <translation>首 Token 时间：{time}</translation>
    </message>
    <message>
        <source>From start to end</source>
        <translation>从开始到结束</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Missing parent {id}</source>
        <translation>缺失的父步骤 {id}</translation>
    </message>
    <message>
        <source>Parents that go round in a circle</source>
        <translation>互为上级的循环步骤</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation>TTFT</translation>
    </message>
    <message>
        <source>The parent of these steps, {id}, has not arrived, or was never sent.</source>
        <translation>这些步骤的父步骤 {id} 尚未到达，或从未发送。</translation>
    </message>
    <message>
        <source>Time since the start of the trace</source>
        <translation>自追踪开始的时间</translation>
    </message>
    <message>
        <source>Time to first token of the answer</source>
        <translation>回答的首 Token 时间</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Tokens in and out</source>
        <translation>输入和输出的 Token</translation>
    </message>
    <message>
        <source>What ran</source>
        <translation>运行的内容</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>level {depth}</source>
        <translation>第 {depth} 层</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>无结束</translation>
    </message>
    <message>
        <source>no end received</source>
        <translation>未收到结束</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} Token</translation>
    </message>
</context>
<context>
    <name>WaterfallView</name>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy observation id</source>
        <translation>复制观测 ID</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy trace id</source>
        <translation>复制追踪 ID</translation>
    </message>
    <message>
        <source>Steps of the trace with their times</source>
        <translation>追踪的步骤及其时间</translation>
    </message>
</context>
</TS>
