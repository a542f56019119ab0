# The share dialog and the files.
share-as-embed = For another page
share-as-markdown = Markdown
share-too-long-for-browsers = This link is longer than browsers show and most programs pass on. Save a file instead.
share-from-file = This page was opened from a file: the link only works on this computer. Pass on the file itself.
share-qr = QR code
share-qr-of-link = QR code of the link
share-qr-too-long = The link is too long for a QR code, which holds 2,953 characters. Save a file instead.
share-files = Save as a file
share-form-json = JSON
share-form-json-purpose = Everything; the command line reads it too
share-form-png = PNG picture
share-form-png-purpose = For slides; opens again here
share-form-svg = SVG picture
share-form-svg-purpose = Sharp at any size; opens again here
share-form-html = Web page
share-form-html-purpose = One file that runs without a network
share-form-mermaid = Mermaid flowchart
share-form-mermaid-purpose = Names and connections only
share-working = Preparing the file…
share-saved = Saved { $name }.
share-flowchart-copied = The flowchart is on the clipboard.
share-flowchart-not-copied = The browser does not let this page use the clipboard. Save the flowchart as a file.
share-copy-flowchart = Copy the Mermaid flowchart
share-flowchart-lacks = A flowchart has no place for load, positions, parameters and faults: { $settings } changed { $settings ->
    [one] parameter
   *[other] parameters
} and { $faults } { $faults ->
    [one] fault
   *[other] faults
} are not in it, nor are the steps ({ $steps }).
share-failed = The file could not be made: the browser does not let this page read its own files or save one.
share-more-problems = And { $count } more.
