/// One page that needs nothing else: no script, font or picture from elsewhere. It is HTML5 and
/// XML at once, has no clock in it, and prints.
struct ReportPage {
  let title: String
  /// The result in a sentence.
  let result: String
  let sections: [Markup]

  var bytes: [UInt8] {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>\(title)</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <header><h1>\(title)</h1>
      <p class="result">\(result)</p></header>
      <main>
      \(Markup(sections))
      </main>
      <footer><p>A score is a suggestion for a person to confirm. kdrun supports teachers, it does
      not replace them.</p></footer>
      </body>
      </html>

      """
    return Array(page.source.utf8)
  }

  // No "<" or "&" in it: XML would read them.
  private static let style: Markup = """

    :root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1c; --soft: #5b5b5b;
      --rule: #dcdcdc; --a: 24, 84, 156; --b: 190, 80, 0; }
    @media (prefers-color-scheme: dark) { :root { --paper: #15171a; --ink: #e8e6e3;
      --soft: #a8a8a8; --rule: #363a40; --a: 112, 176, 240; --b: 250, 160, 90; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1rem; max-width: 72rem; background: var(--paper);
      color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
    h1 { font-size: 1.5rem; line-height: 1.2; margin: .5rem 0; overflow-wrap: anywhere; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; border-bottom: 1px solid var(--rule); }
    .result { font-size: 1.05rem; max-width: 48rem; }
    .note, footer { color: var(--soft); max-width: 48rem; margin: .3rem 0 .8rem; font-size: .9rem; }
    .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
      gap: 1rem 1.5rem; }
    .grid.two { grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); }
    figure { margin: 0; min-width: 0; max-width: 34rem; }
    figcaption { font-weight: 600; margin: .2rem 0; }
    .scroll { overflow-x: auto; margin: .6rem 0; }
    .grid > table { align-self: start; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .87rem; }
    th, td { padding: .22rem .55rem; text-align: left; vertical-align: top; }
    thead th { color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--rule);
      vertical-align: bottom; }
    tbody tr + tr > * { border-top: 1px solid var(--rule); }
    .figures td, .figures thead th + th { text-align: right; }
    .figures tbody th, .values th { font-weight: 400; color: var(--soft); white-space: nowrap; }
    .figures tbody th { color: var(--ink); }
    .values td { overflow-wrap: anywhere; }
    .given { font-weight: 600; }
    .matrix { border-spacing: 1px; border-collapse: separate; }
    .matrix th { font-weight: 400; border: 0; }
    .matrix tbody tr > * { border: 0; }
    .matrix tbody th { text-align: right; vertical-align: middle; padding-left: 0; }
    .matrix tbody td { background: rgba(var(--a), var(--s)); text-align: center; min-width: 2.2rem;
      height: 2.2rem; padding: .1rem .2rem; vertical-align: middle; box-shadow: inset 0 0 0 1px var(--rule); }
    .matrix .deep { color: var(--paper); }
    .matrix tfoot span { writing-mode: vertical-rl; transform: rotate(180deg); display: inline-block;
      max-height: 11rem; }
    .matrix tfoot th { text-align: center; padding: .3rem 0; }
    .responses td { overflow-wrap: break-word; min-width: 5rem; }
    .responses .text { min-width: 16rem; }
    .responses .other { color: rgb(var(--b)); font-weight: 600; }
    small { color: var(--soft); font-weight: 400; }
    svg { width: 100%; height: auto; display: block; }
    svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
    .rule { stroke: var(--rule); stroke-width: 1; }
    .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
    .thin { stroke-width: 1; opacity: .6; }
    .a { stroke: rgb(var(--a)); }
    .b { stroke: rgb(var(--b)); }
    .mark { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 4 3; }
    .bar { fill: rgba(var(--a), .65); }
    .dot { fill: rgb(var(--b)); }
    @media print {
      :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --rule: #ccc;
        --a: 24, 84, 156; --b: 170, 70, 0; }
      @page { margin: 14mm; }
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      h2 { break-after: avoid; margin-top: 1.2rem; }
      figure, tr, svg { break-inside: avoid; }
      thead { display: table-header-group; }
      .scroll { overflow: visible; }
      .grid, .grid.two { grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
      .responses .text { min-width: 9rem; }
    }

    """
}
