# What can be wrong with a link or a file.
share-error-too-long = It is { $length } characters long; at most { $limit } are read. Open the topology as a file instead.
share-error-not-a-link = The address does not hold a Scaleground topology. Check that all of the link was copied.
share-error-newer-version = The link was made by a newer version ({ $version }). Reload the page to get it, then open the link again.
share-error-damaged = The link is damaged: part of it is missing or was changed on the way. Copy all of it and open it again.
share-error-too-large = Unpacked it would be more than { $limit } bytes, which no topology is. It was not opened.
share-error-not-json = Line { $line }, column { $column }: { $what }. The file is not valid JSON of a topology.
share-error-not-a-topology = The file is JSON but no Scaleground topology: the field "format" is missing.
share-error-not-a-flowchart = The text is no Mermaid flowchart: it does not begin with "flowchart" or "graph".
share-error-nothing-inside = The picture holds no topology. Only pictures that were saved here, and not changed by another program since, can be opened.
share-error-too-many = It holds { $count } { $what }; at most { $limit } can be opened.

share-what-components = components
share-what-links = connections
share-what-faults = faults
share-what-incidents = incidents
share-what-steps = steps
share-what-values = values
share-what-groups = groups

# Single parts that could not be used as they stood; { $place } says where.
share-problem-unknown-name = { $place }: "{ $name }" is not known here and was left out.
share-problem-not-here = { $place }: there is no such parameter here; it was left out.
share-problem-out-of-range = { $place }: { $value } is outside { $min } to { $max }; the nearest allowed value is used.
share-problem-wrong-sort = { $place }: the value is of the wrong sort; the default is used.
share-problem-duplicate-id = { $place }: the number { $id } is used twice; the second was left out.
share-problem-no-such-component = { $place }: there is no component { $id }; it was left out.
share-problem-not-connectable = { $place }: { $from } cannot call { $to }; the connection was left out.
share-problem-duplicate-link = { $place }: the same connection stands twice; the second was left out.
share-problem-not-a-container = { $place }: { $id } is no data centre or zone that this can stand in.
share-problem-too-long = { $place }: longer than { $limit } characters; the rest was cut.
share-problem-no-counterpart = { $place }: "{ $text }" has no counterpart in a topology and was left out.
share-problem-no-label = { $place }: the text "{ $text }" stands on a connection, which has no place for it; it was left out.
share-problem-no-such-group = { $place }: the group "{ $name }" is neither a data centre nor a zone; what stands in it was kept without it.
share-problem-guessed = { $place }: what "{ $name }" is could not be told from its words; it was taken for: { $kind }. Check it.
