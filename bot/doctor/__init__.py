"""`segue doctor`: what keeps Segue from running, each with its mend. A file per place that is looked at."""
