-- 标题：上年结转与上年报告的结转下年度哪里对不上
-- 怎样看：一行是一格。两年的报告都读到、两边都是数的才比；相差是本年写的减上年写的。报告里写明更正了上年数字的，也会列出来，请看报告。
-- 参数 year 整数：只看哪一年度的报告，不写就是各年度
WITH opening AS (
  SELECT report, form, table_id, row_id, column_id, value FROM cells
  WHERE table_id = 'applications' AND row_id = 'brought_forward'
),
closing AS (
  SELECT report, column_id, value FROM cells
  WHERE table_id = 'applications' AND row_id = 'carried_forward'
)
SELECT
  now.organ AS 机关,
  now.year AS 年度,
  coalesce(column_name, o.column_id) AS 列,
  o.value AS 本年报告的上年结转,
  c.value AS 上年报告的结转下年度,
  o.value - c.value AS 相差
FROM chosen now
JOIN chosen before ON before.owner = now.owner AND before.year = now.year - 1
JOIN opening o ON o.report = now.id
JOIN closing c ON c.report = before.id AND c.column_id = o.column_id
LEFT JOIN places p
  ON p.form = o.form AND p.table_id = o.table_id AND p.row_id = o.row_id AND p.column_id = o.column_id
WHERE o.value <> c.value AND ($year IS NULL OR now.year = $year)
ORDER BY now.year DESC, max(abs(o.value - c.value)) OVER (PARTITION BY now.id) DESC, 机关, place
