-- A name may have a blank in it, so that names stand on lines of their own.
update gh_readout_hold set calendars = replace(calendars, ' ', '
');
