-- 标题：最常见的问题是哪些
-- 怎样看：一行是一条规则。份数是有这个问题的报告，占比是占读成的全部报告的百分之几；写法有错、没有读成的文件不在内，用 unread 查看。
--   条数里同一份报告的几处都算。一条规则详细说什么，用 gkreport explain 代码 查看。
-- 参数 year 整数：只看哪一年度，不写就是各年度
-- 参数 kind 文字：只看哪一类机关，如 政府部门 或 department
WITH checked AS (
  SELECT id FROM reports
  WHERE status IN ('read', 'doubtful')
    AND ($year IS NULL OR year = $year) AND ($kind IS NULL OR kind IN (SELECT kind FROM kinds WHERE $kind IN (kind, kind_name)))
)
SELECT
  code AS 代码,
  any_value(name) AS 名称,
  CASE
    WHEN bool_or(severity = 'error') THEN '错误'
    WHEN bool_or(severity = 'warning') THEN '警告'
    ELSE '提示'
  END AS 轻重,
  any_value(what) AS 说的是,
  count(DISTINCT report) AS 份数,
  round(100.0 * count(DISTINCT report) / (SELECT count(*) FROM checked), 1) AS "占比%",
  count(*) AS 条数
FROM findings
SEMI JOIN checked ON checked.id = findings.report
LEFT JOIN rules USING (code)
GROUP BY code
ORDER BY 份数 DESC, 条数 DESC, code
